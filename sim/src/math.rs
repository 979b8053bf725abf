//! Transcendental functions that give the same bits on every platform, and ordered sums.
//!
//! The standard library's `exp`, `ln` and `powf` differ in the last digit between platforms, so the
//! model uses the `libm` crate's portable code. `sqrt` is exact by IEEE 754 and comes from the
//! standard library. Measurements and the decision are in `docs/adr/0004-portable-mathematics.md`.

/// e to the power `x`.
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// Natural logarithm of `x`.
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// `base` to the power `exponent`.
pub fn pow(base: f64, exponent: f64) -> f64 {
    libm::pow(base, exponent)
}

/// The logistic function: a number on the log-odds scale as a share.
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

/// Log-odds of a share strictly between 0 and 1.
pub fn logit(share: f64) -> f64 {
    ln(share / (1.0 - share))
}

/// The part of a year's persistence that one of its three terms keeps: `yearly^(1/3)`.
pub fn per_term(yearly: f64) -> f64 {
    libm::cbrt(yearly)
}

/// Mean of the values in their order; 0 for none.
pub fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    ratio(sum, count)
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
/// Wichura (1988), algorithm AS 241 (PPND16): relative error about 1 part in 10^16 before rounding.
pub fn normal_quantile(probability: f64) -> f64 {
    let q = probability - 0.5;
    if is_central(q) { central_quantile(q) } else { tail_quantile(probability) }
}

/// Whether a probability `q` away from one half lies in the central piece of the quantile.
#[inline(always)]
pub(crate) fn is_central(q: f64) -> bool {
    q.abs() <= 0.425
}

/// Evaluates a polynomial, highest power first.
#[inline(always)]
fn polynomial<const N: usize>(coefficients: [f64; N], x: f64) -> f64 {
    let mut sum = coefficients[0];
    for c in &coefficients[1..] {
        sum = sum * x + c;
    }
    sum
}

/// The quantile where the probability lies within 0.425 of one half.
#[inline(always)]
pub(crate) fn central_quantile(q: f64) -> f64 {
    const NUMERATOR: [f64; 8] = [
        2.509_080_928_730_122_7e3,
        3.343_057_558_358_813e4,
        6.726_577_092_700_87e4,
        4.592_195_393_154_987e4,
        1.373_169_376_550_946_1e4,
        1.971_590_950_306_551_4e3,
        1.331_416_678_917_843_8e2,
        3.387_132_872_796_366_6,
    ];
    const DENOMINATOR: [f64; 8] = [
        5.226_495_278_852_854e3,
        2.872_908_573_572_194_3e4,
        3.930_789_580_009_271e4,
        2.121_379_430_158_659_7e4,
        5.394_196_021_424_751e3,
        6.871_870_074_920_579e2,
        4.231_333_070_160_091e1,
        1.0,
    ];
    let r = 0.180_625 - q * q;
    q * polynomial(NUMERATOR, r) / polynomial(DENOMINATOR, r)
}

/// The quantile in the two tails.
pub(crate) fn tail_quantile(probability: f64) -> f64 {
    let lower = probability < 0.5;
    let p = if lower { probability } else { 1.0 - probability };
    let r = (-ln(p)).sqrt();
    let size = if r <= 5.0 { near_tail(r - 1.6) } else { far_tail(r - 5.0) };
    if lower { -size } else { size }
}

fn near_tail(r: f64) -> f64 {
    const NUMERATOR: [f64; 8] = [
        7.745_450_142_783_414e-4,
        2.272_384_498_926_918_4e-2,
        2.417_807_251_774_506e-1,
        1.270_458_252_452_368_4,
        3.647_848_324_763_204_5,
        5.769_497_221_460_691,
        4.630_337_846_156_546,
        1.423_437_110_749_683_5,
    ];
    const DENOMINATOR: [f64; 8] = [
        1.050_750_071_644_416_9e-9,
        5.475_938_084_995_345e-4,
        1.519_866_656_361_645_7e-2,
        1.481_039_764_274_800_8e-1,
        6.897_673_349_851e-1,
        1.676_384_830_183_803_8,
        2.053_191_626_637_759,
        1.0,
    ];
    polynomial(NUMERATOR, r) / polynomial(DENOMINATOR, r)
}

fn far_tail(r: f64) -> f64 {
    const NUMERATOR: [f64; 8] = [
        2.010_334_399_292_288_1e-7,
        2.711_555_568_743_487_6e-5,
        1.242_660_947_388_078_4e-3,
        2.653_218_952_657_612_4e-2,
        2.965_605_718_285_048_7e-1,
        1.784_826_539_917_291_3,
        5.463_784_911_164_114,
        6.657_904_643_501_103,
    ];
    const DENOMINATOR: [f64; 8] = [
        2.044_263_103_389_939_8e-15,
        1.421_511_758_316_446e-7,
        1.846_318_317_510_054_8e-5,
        7.868_691_311_456_133e-4,
        1.487_536_129_085_061_5e-2,
        1.369_298_809_227_358e-1,
        5.998_322_065_558_88e-1,
        1.0,
    ];
    polynomial(NUMERATOR, r) / polynomial(DENOMINATOR, r)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert!((normal_quantile(p) - z).abs() < 1e-14 * (1.0 + z.abs()), "{p}");
        }
    }

    #[test]
    fn the_normal_quantile_rises_without_a_jump_where_its_pieces_meet() {
        for p in [0.075, 0.925, 1.4e-11] {
            let (below, above) = (normal_quantile(p * (1.0 - 1e-9)), normal_quantile(p * (1.0 + 1e-9)));
            assert!(below < above && above - below < 1e-7, "{p}");
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
