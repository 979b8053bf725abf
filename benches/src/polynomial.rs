//! A candidate for the exponential: a polynomial without branches or tables, which compilers widen.
//!
//! The model does not use it. It is here to be measured (`docs/adr/0004-portable-mathematics.md`).
//! Only products, sums and moves of bits occur, so its bits are the same on every platform.

/// Added and taken away again, it rounds a small number to the nearest whole one.
const ROUNDER: f64 = 6_755_399_441_055_744.0;

/// The natural logarithm of 2 in two parts, the first with bits to spare for exact products.
const LN_2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000);
const LN_2_LOW: f64 = f64::from_bits(0x3dea_39ef_3579_3c76);

/// e to the power `x`, for `x` between -700 and 700: about 1 in 10^15.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    let rounded = x * std::f64::consts::LOG2_E + ROUNDER;
    let whole = rounded - ROUNDER;
    let r = (x - whole * LN_2_HIGH) - whole * LN_2_LOW;
    // Taylor's series: at most 0.35 from nought, the term after the last is below 10^-17.
    let mut sum = 1.0 / 6_227_020_800.0;
    for divisor in FACTORIALS {
        sum = sum * r + 1.0 / divisor;
    }
    sum * f64::from_bits(rounded.to_bits().wrapping_shl(52).wrapping_add(1.0_f64.to_bits()))
}

/// Factorials of 12 down to 0.
const FACTORIALS: [f64; 13] = [
    479_001_600.0,
    39_916_800.0,
    3_628_800.0,
    362_880.0,
    40_320.0,
    5_040.0,
    720.0,
    120.0,
    24.0,
    6.0,
    2.0,
    1.0,
    1.0,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_polynomial_agrees_with_the_exponential() {
        for i in -70_000..=70_000 {
            let x = f64::from(i) * 0.009_999;
            let error = (exp(x) / sim::math::exp(x) - 1.0).abs();
            assert!(error < 1e-15, "{x}: {error}");
        }
    }
}
