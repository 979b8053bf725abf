//! The exponential and the logarithm as polynomials, written out so that they stand in the loop that
//! needs them.
//!
//! Only sums, products, quotients and moves of bits occur, in one fixed order, so the bits are the same on
//! every platform. The tests hold both to the `libm` crate within two parts in 10^15 over the whole range;
//! why they are here is in `docs/adr/0004-portable-mathematics.md`.

/// Added and taken away again, it rounds a small number to the nearest whole one.
const ROUNDER: f64 = 6_755_399_441_055_744.0;

/// The natural logarithm of 2 in two parts, the first with bits to spare for exact products.
const LN_2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000);
const LN_2_LOW: f64 = f64::from_bits(0x3dea_39ef_3579_3c76);

/// Beyond it the exponential stands still: 10^304 is as good as endless, its inverse as good as nothing.
const WIDEST: f64 = 700.0;

/// e to the power `x`; beyond 700 either way the power of 700.
#[inline(always)]
pub(crate) fn exp(x: f64) -> f64 {
    let x = x.clamp(-WIDEST, WIDEST);
    let rounded = x * core::f64::consts::LOG2_E + ROUNDER;
    let whole = rounded - ROUNDER;
    let r = (x - whole * LN_2_HIGH) - whole * LN_2_LOW;
    // Taylor's series in pairs of pairs, which a processor works out side by side; `r` is at most 0.35
    // from nought, and the term after the last is below 10^-16.
    let r2 = r * r;
    let r4 = r2 * r2;
    let first = (1.0 + r) + r2 * (1.0 / 2.0 + r * (1.0 / 6.0));
    let second = (1.0 / 24.0 + r * (1.0 / 120.0)) + r2 * (1.0 / 720.0 + r * (1.0 / 5_040.0));
    let third = (1.0 / 40_320.0 + r * (1.0 / 362_880.0))
        + r2 * (1.0 / 3_628_800.0 + r * (1.0 / 39_916_800.0));
    let sum = first + r4 * (second + r4 * (third + r4 * (1.0 / 479_001_600.0)));
    sum * f64::from_bits(rounded.to_bits().wrapping_shl(52).wrapping_add(1.0_f64.to_bits()))
}

/// The bits of the root of one half, from which mantissas are counted.
const ROOT_OF_HALF: u64 = 0x3fe6_a09e_667f_3bcd;

/// Natural logarithm of `x`, which is above 0 by more than 10^-300 and finite; others are for `libm`.
#[inline(always)]
pub(crate) fn ln(x: f64) -> f64 {
    // The mantissa from √½ to √2, and the exponent that goes with it.
    let shifted = x.to_bits().wrapping_sub(ROOT_OF_HALF);
    let exponent = (shifted as i64 >> 52) as f64;
    let f = f64::from_bits((shifted & 0x000f_ffff_ffff_ffff).wrapping_add(ROOT_OF_HALF)) - 1.0;
    // The series of the inverse hyperbolic tangent; coefficients of Sun's `fdlibm` (1993).
    let s = f / (2.0 + f);
    let s2 = s * s;
    let s4 = s2 * s2;
    let odd = s2
        * (6.666_666_666_666_735e-1
            + s4 * (2.857_142_874_366_239e-1
                + s4 * (1.818_357_216_161_805e-1 + s4 * 1.479_819_860_511_658_6e-1)));
    let even = s4
        * (3.999_999_999_940_942e-1
            + s4 * (2.222_219_843_214_978_4e-1 + s4 * 1.531_383_769_920_937_3e-1));
    let half = 0.5 * f * f;
    let small = s * (half + odd + even) + exponent * LN_2_LOW;
    small - half + f + exponent * LN_2_HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_agrees_with_the_library() {
        for i in -700_000..=700_000 {
            let x = f64::from(i) * 0.000_999_9;
            let error = (exp(x) / libm::exp(x) - 1.0).abs();
            assert!(error < 2e-15, "{x}: {error}");
        }
    }

    #[test]
    fn the_exponential_of_nought_is_one_and_far_out_it_stands_still() {
        assert_eq!(exp(0.0), 1.0);
        assert_eq!(exp(1e9), exp(700.0));
        assert_eq!(exp(f64::NEG_INFINITY), exp(-700.0));
        assert!(exp(-700.0) < 1e-300 && exp(f64::NAN).is_nan());
    }

    #[test]
    fn the_exponential_never_falls_where_its_pieces_meet() {
        for whole in -60..=60 {
            let edge = (f64::from(whole) + 0.5) * core::f64::consts::LN_2;
            let (below, above) = (exp(edge - 1e-13), exp(edge + 1e-13));
            assert!(below < above, "{edge}");
        }
    }

    #[test]
    fn the_logarithm_agrees_with_the_library() {
        for i in 1..=400_000 {
            for scale in [1e-250, 1e-9, 1e-5, 1.0, 1e200] {
                let x = f64::from(i) * scale;
                let exact = libm::log(x);
                assert!((ln(x) - exact).abs() <= 5e-16 * (1.0 + exact.abs()), "{x}");
            }
        }
    }

    #[test]
    fn the_logarithm_of_one_is_nought() {
        assert_eq!(ln(1.0), 0.0);
    }
}
