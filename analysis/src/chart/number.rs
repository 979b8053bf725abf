//! Numbers as a British reader expects them: 20,000, −0.6, 12%, £1.2m, 2030/31, −0.6 to 1.7.

/// The minus sign, U+2212.
pub const MINUS: char = '−';

/// How an axis writes its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFormat {
    /// As they are: 20,000.
    Plain,
    /// Shares of one as percentages: 0.12 is 12%.
    Percent,
    /// Pounds: £6,980, £1.2m, £2.1bn.
    Pounds,
}

impl NumberFormat {
    /// The labels of an axis' ticks, with the digits that tell neighbours apart and no more.
    pub fn ticks(self, ticks: &[f64], step: f64) -> Vec<String> {
        self.labels(ticks, step, false)
    }

    /// The same for an axis of changes, with their signs: −1, 0, +1.
    pub fn signed_ticks(self, ticks: &[f64], step: f64) -> Vec<String> {
        self.labels(ticks, step, true)
    }

    fn labels(self, ticks: &[f64], step: f64, plus: bool) -> Vec<String> {
        let largest = ticks.iter().fold(0.0_f64, |most, tick| most.max(tick.abs()));
        let (unit, before, after) = match self {
            NumberFormat::Plain => (1.0, "", ""),
            NumberFormat::Percent => (0.01, "", "%"),
            NumberFormat::Pounds => pound_unit(largest),
        };
        let decimals = decimals_of(step / unit);
        ticks.iter().map(|tick| dress(tick / unit, decimals, before, after, plus)).collect()
    }
}

/// A number with so many decimals: `20,000`, `−0.6`. What rounds to zero has no sign.
pub fn number(value: f64, decimals: usize) -> String {
    dress(value, decimals, "", "", false)
}

/// A change with its sign: `+2.4`, `−0.6`, `0.0`.
pub fn signed(value: f64, decimals: usize) -> String {
    dress(value, decimals, "", "", true)
}

/// A share of one as a percentage: 0.12 is `12%`.
pub fn percent(share: f64, decimals: usize) -> String {
    dress(share * 100.0, decimals, "", "%", false)
}

/// Pounds: whole below a million, then millions and billions to one decimal.
pub fn pounds(value: f64) -> String {
    let (unit, before, after) = pound_unit(value.abs());
    dress(value / unit, usize::from(unit > 1.0), before, after, false)
}

/// A change in pounds with its sign: `+£120`, `−£0.50`.
pub fn signed_pounds(value: f64, decimals: usize) -> String {
    dress(value, decimals, "£", "", true)
}

/// Both ends of an interval: `−0.6 to 1.7`.
pub fn interval(low: f64, high: f64, decimals: usize) -> String {
    format!("{} to {}", number(low, decimals), number(high, decimals))
}

/// A school year by the calendar year it starts in: 2030 is `2030/31`.
pub fn school_year(start: i32) -> String {
    format!("{start}/{:02}", start.saturating_add(1).rem_euclid(100))
}

// The limits are where rounding reaches the next unit, so that £1,000.0m is never printed.
fn pound_unit(largest: f64) -> (f64, &'static str, &'static str) {
    if largest >= 999_950_000.0 {
        (1e9, "£", "bn")
    } else if largest >= 999_999.5 {
        (1e6, "£", "m")
    } else {
        (1.0, "£", "")
    }
}

/// Decimals needed to print multiples of a step, at most 12.
fn decimals_of(step: f64) -> usize {
    (0..12)
        .find(|&decimals| {
            let printed: f64 = format!("{step:.decimals$}").parse().unwrap_or(step);
            (printed - step).abs() <= step.abs() * 1e-6
        })
        .unwrap_or(12)
}

fn dress(value: f64, decimals: usize, before: &str, after: &str, plus: bool) -> String {
    let digits = format!("{:.decimals$}", value.abs());
    let zero = digits.bytes().all(|digit| matches!(digit, b'0' | b'.'));
    let sign = match () {
        () if zero => String::new(),
        () if value < 0.0 => MINUS.to_string(),
        () if plus => "+".to_owned(),
        () => String::new(),
    };
    format!("{sign}{before}{}{after}", group_thousands(&digits))
}

fn group_thousands(digits: &str) -> String {
    let whole = digits.find('.').unwrap_or(digits.len());
    let mut grouped = String::new();
    for (place, digit) in digits[..whole].chars().enumerate() {
        if place > 0 && (whole - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + &digits[whole..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_thousands_commas_and_a_true_minus() {
        assert_eq!(number(20_000.0, 0), "20,000");
        assert_eq!(number(1_234_567.891, 1), "1,234,567.9");
        assert_eq!(number(-0.6, 1), "\u{2212}0.6");
        assert_eq!(number(-1234.0, 0), "\u{2212}1,234");
        assert_eq!(number(999.0, 0), "999");
    }

    #[test]
    fn what_rounds_to_zero_has_no_sign() {
        assert_eq!(number(-0.04, 1), "0.0");
        assert_eq!(signed(0.04, 1), "0.0");
        assert_eq!(signed(-0.0, 1), "0.0");
        assert_eq!(percent(-0.001, 0), "0%");
    }

    #[test]
    fn changes_show_their_sign() {
        assert_eq!(signed(2.4, 1), "+2.4");
        assert_eq!(signed(-0.6, 1), "−0.6");
        assert_eq!(signed_pounds(1200.0, 0), "+£1,200");
        assert_eq!(signed_pounds(-0.5, 2), "−£0.50");
    }

    #[test]
    fn shares_pounds_years_and_intervals_are_british() {
        assert_eq!(percent(0.12, 0), "12%");
        assert_eq!(pounds(6980.0), "£6,980");
        assert_eq!(pounds(1_234_000.0), "£1.2m");
        assert_eq!(pounds(-2_100_000_000.0), "−£2.1bn");
        assert_eq!(pounds(999_999.7), "£1.0m");
        assert_eq!(pounds(999_960_000.0), "£1.0bn");
        assert_eq!(school_year(2030), "2030/31");
        assert_eq!(school_year(2099), "2099/00");
        assert_eq!(interval(-0.6, 1.7, 1), "−0.6 to 1.7");
    }

    #[test]
    fn tick_labels_share_their_digits_and_unit() {
        assert_eq!(NumberFormat::Plain.ticks(&[0.0, 0.5, 1.0], 0.5), ["0.0", "0.5", "1.0"]);
        assert_eq!(NumberFormat::Percent.ticks(&[0.0, 0.1, 0.2], 0.1), ["0%", "10%", "20%"]);
        let millions = [0.0, 500_000.0, 1_000_000.0];
        assert_eq!(NumberFormat::Pounds.ticks(&millions, 500_000.0), ["£0.0m", "£0.5m", "£1.0m"]);
        assert_eq!(NumberFormat::Plain.ticks(&[-2.5, 0.0], 2.5), ["−2.5", "0.0"]);
        let signed = NumberFormat::Plain.signed_ticks(&[-1.0, 0.0, 1.0], 1.0);
        assert_eq!(signed, ["−1", "0", "+1"]);
    }
}
