//! Transcendental functions that give the same bits on every platform, and ordered sums.
//!
//! The standard library's `exp`, `ln` and `powf` differ in the last digit between platforms, so the
//! model uses polynomials of its own and the `libm` crate's portable code. `sqrt` is exact by IEEE 754
//! and comes from the standard library. Measurements and the decision are in
//! `docs/adr/0004-portable-mathematics.md`.

use crate::polynomial;

/// e to the power `x`; beyond 700 either way the power of 700.
#[inline]
pub fn exp(x: f64) -> f64 {
    polynomial::exp(x)
}

/// Natural logarithm of `x`.
#[inline]
pub fn ln(x: f64) -> f64 {
    if (1e-300..=f64::MAX).contains(&x) { polynomial::ln(x) } else { libm::log(x) }
}

/// `base` to the power `exponent`.
pub fn pow(base: f64, exponent: f64) -> f64 {
    libm::pow(base, exponent)
}

/// The logistic function: a number on the log-odds scale as a share.
#[inline]
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

/// Hyperbolic tangent of `x`.
#[inline]
pub fn tanh(x: f64) -> f64 {
    1.0 - 2.0 / (exp(2.0 * x) + 1.0)
}

/// Share of a standard normal distribution below `x`, by the logistic function: within 0.01.
pub fn normal_share(x: f64) -> f64 {
    logistic(1.702 * x)
}

/// Log-odds of a share strictly between 0 and 1.
pub fn logit(share: f64) -> f64 {
    ln(share / (1.0 - share))
}

/// The part of a year's persistence that one of its three terms keeps: `yearly^(1/3)`.
pub fn per_term(yearly: f64) -> f64 {
    libm::cbrt(yearly)
}

/// What a term keeps of a stock that keeps `yearly` a year, and the size of a term's luck that makes
/// the stock's spread `spread` in the long run.
pub fn term_step(yearly: f64, spread: f64) -> (f64, f64) {
    let kept = per_term(yearly);
    (kept, spread * (1.0 - kept * kept).sqrt())
}

/// Mean of the values in their order; 0 for none.
pub fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    ratio(sum, count)
}

/// Mean of what `of` reads from each row, in eight sums side by side: for staffs of some hundred rows,
/// where single precision loses nothing that counts. 0 for none.
pub fn mean_of_rows<T: Copy>(rows: &[T], of: impl Fn(T) -> f32) -> f64 {
    let (eights, rest) = rows.as_chunks::<8>();
    let mut sums = [0.0_f32; 8];
    for eight in eights {
        for (sum, row) in sums.iter_mut().zip(eight) {
            *sum += of(*row);
        }
    }
    let sum: f32 = sums.iter().sum::<f32>() + rest.iter().map(|row| of(*row)).sum::<f32>();
    ratio(f64::from(sum), rows.len() as f64)
}

/// Standard deviation (divisor: the number of values) in their order; 0 for none.
pub fn standard_deviation(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let centre = mean(values.clone());
    mean(values.map(|value| (value - centre) * (value - centre))).sqrt()
}

/// `numerator / denominator`, or 0 where there is nothing to divide by.
pub fn ratio(numerator: f64, denominator: f64) -> f64 {
    if denominator == 0.0 { 0.0 } else { numerator / denominator }
}

/// Standard normal quantile of a probability strictly between 0 and 1.
///
/// Wichura (1988), algorithm AS 241, single-precision form (PPND7): relative error below 10^-6, far
/// finer than any draw needs, at half the price of the double-precision form.
#[inline]
pub fn normal_quantile(probability: f64) -> f64 {
    let q = probability - 0.5;
    if is_central(q) { central_quantile(q) } else { tail_quantile(probability) }
}

/// Whether a probability `q` away from one half lies in the central piece of the quantile.
#[inline(always)]
pub(crate) fn is_central(q: f64) -> bool {
    q.abs() <= 0.425
}

/// The quantile where the probability lies within 0.425 of one half.
#[inline(always)]
pub(crate) fn central_quantile(q: f64) -> f64 {
    let r = 0.180_625 - q * q;
    let above = ((59.109_374_720 * r + 159.291_132_02) * r + 50.434_271_938) * r + 3.387_132_717_9;
    let below = ((67.187_563_600 * r + 78.757_757_664) * r + 17.895_169_469) * r + 1.0;
    q * above / below
}

/// Natural logarithm of a positive, normal number in single precision, without a branch.
///
/// Moshier's Cephes library, `logf`: relative error below 2 parts in 10^7.
#[inline(always)]
fn ln_single(x: f32) -> f32 {
    // The mantissa from √½ to √2, and the exponent that goes with it.
    let shifted = x.to_bits().wrapping_sub(0x3f35_04f3);
    let exponent = (shifted as i32 >> 23) as f32;
    let f = f32::from_bits((shifted & 0x007f_ffff).wrapping_add(0x3f35_04f3)) - 1.0;
    let mut p = 7.037_683_6e-2_f32;
    for c in [
        -1.151_461e-1,
        1.167_699_9e-1,
        -1.242_014_1e-1,
        1.424_932_3e-1,
        -1.666_805_8e-1,
        2.000_071_5e-1,
        -2.499_999_4e-1,
        3.333_333e-1,
    ] {
        p = p * f + c;
    }
    let z = f * f;
    f + (f * z * p - 2.121_944_4e-4 * exponent - 0.5 * z) + 0.693_359_4 * exponent
}

/// Standard normal quantile at `x` = twice the probability less 1, in single precision, for
/// probabilities from 0.0017 to 0.9983; nearly right outside.
///
/// Giles (2010), approximating the inverse error function: relative error below 1 part in 10^6.
#[inline(always)]
pub(crate) fn middle_quantile_single(x: f32) -> f32 {
    let w = -ln_single((1.0 - x) * (1.0 + x)) - 2.5;
    let mut p = 2.810_226_4e-8_f32;
    for c in [
        3.432_739_4e-7,
        -3.523_387_7e-6,
        -4.391_506_5e-6,
        2.185_808_7e-4,
        -1.253_725e-3,
        -4.177_681_6e-3,
        2.466_407_3e-1,
        1.501_409_4,
    ] {
        p = p * w + c;
    }
    core::f32::consts::SQRT_2 * p * x
}

/// The quantile in the two tails.
#[inline]
pub(crate) fn tail_quantile(probability: f64) -> f64 {
    let lower = probability < 0.5;
    let p = if lower { probability } else { 1.0 - probability };
    let r = (-ln(p)).sqrt();
    let size = if r <= 5.0 { near_tail(r - 1.6) } else { far_tail(r - 5.0) };
    if lower { -size } else { size }
}

fn near_tail(r: f64) -> f64 {
    let above =
        ((0.170_238_211_03 * r + 1.306_728_481_6) * r + 2.756_815_390_0) * r + 1.423_437_277_7;
    above / ((0.120_211_329_75 * r + 0.737_001_642_50) * r + 1.0)
}

fn far_tail(r: f64) -> f64 {
    let above =
        ((0.017_337_203_997 * r + 0.428_682_943_37) * r + 3.081_226_386_0) * r + 6.657_905_115_0;
    above / ((0.012_258_202_635 * r + 0.241_978_942_25) * r + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_terms_keep_a_years_persistence_and_the_spread_stands_still() {
        let (kept, luck) = term_step(0.6, 0.12);
        assert!((kept * kept * kept - 0.6).abs() < 1e-15);
        let variance = luck * luck / (1.0 - kept * kept);
        assert!((variance.sqrt() - 0.12).abs() < 1e-15);
    }

    #[test]
    fn a_mean_of_rows_is_their_mean_whatever_their_number() {
        for count in [0, 1, 7, 8, 19, 200] {
            let rows: Vec<f32> = (0..count).map(|i| i as f32 * 0.25).collect();
            let expected = mean(rows.iter().map(|v| f64::from(*v)));
            assert!((mean_of_rows(&rows, |v| v) - expected).abs() < 1e-5, "{count}");
        }
    }

    #[test]
    fn the_normal_quantile_agrees_with_published_values() {
        let published = [
            (0.5, 0.0),
            (0.975, 1.959_963_984_540_054),
            (0.25, -0.674_489_750_196_081_7),
            (0.001, -3.090_232_306_167_813_5),
            (1e-20, -9.262_340_089_798_408),
        ];
        for (p, z) in published {
            assert!((normal_quantile(p) - z).abs() < 1e-6 * (1.0 + z.abs()), "{p}");
        }
    }

    #[test]
    fn the_normal_quantile_has_no_jump_where_its_pieces_meet() {
        for p in [0.075, 0.925, 1.4e-11] {
            let (below, above) =
                (normal_quantile(p * (1.0 - 1e-9)), normal_quantile(p * (1.0 + 1e-9)));
            assert!((above - below).abs() < 2e-6, "{p}");
        }
    }

    #[test]
    fn the_single_precision_quantile_agrees_with_the_double() {
        for i in 17..=9983 {
            let p = f64::from(i) / 10_000.0;
            let single = f64::from(middle_quantile_single((2.0 * p - 1.0) as f32));
            let double = normal_quantile(p);
            assert!(
                (single - double).abs() < 4e-6 * (1.0 + double.abs()),
                "{p}: {single} {double}"
            );
        }
    }

    #[test]
    fn the_single_precision_logarithm_keeps_its_error_bound() {
        for i in 1..40_000 {
            let x = (i as f32) * 1e-4;
            let exact = ln(f64::from(x));
            assert!((f64::from(ln_single(x)) - exact).abs() < 2e-7 * (1.0 + exact.abs()), "{x}");
        }
    }

    #[test]
    fn three_terms_keep_what_a_year_keeps() {
        let term = per_term(0.6);
        assert!((term * term * term - 0.6).abs() < 1e-15);
    }

    #[test]
    fn the_logistic_undoes_the_logit() {
        assert!((logistic(logit(0.2)) - 0.2).abs() < 1e-15);
    }

    #[test]
    fn functions_of_the_standard_library_agree_to_the_last_digits() {
        #[expect(clippy::disallowed_methods, reason = "the comparison is the test")]
        for i in 1..2000 {
            let x = f64::from(i) * 0.01 - 10.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-15, "exp {x}");
            let y = f64::from(i) * 0.01;
            assert!((ln(y) - y.ln()).abs() < 1e-15 * (1.0 + y.ln().abs()), "ln {y}");
            assert!((pow(y, 1.7) / y.powf(1.7) - 1.0).abs() < 1e-15, "pow {y}");
        }
    }

    #[test]
    fn mean_and_spread_of_nothing_are_zero() {
        assert_eq!(mean(core::iter::empty()), 0.0);
        assert_eq!(standard_deviation([3.0, 3.0].into_iter()), 0.0);
        assert_eq!(standard_deviation([1.0, 3.0].into_iter()), 1.0);
    }
}
