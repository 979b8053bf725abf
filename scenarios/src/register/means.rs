//! Means by which a person sees that a register is what it should be.

use std::fmt;

use sim::population::RegisterRow;

/// Means over the schools that state a value; none where no school does.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Means {
    /// Pupils on roll.
    pub roll: Option<f64>,
    /// Places.
    pub capacity: Option<f64>,
    /// Share of pupils eligible for free school meals (0 to 1).
    pub free_meals: Option<f64>,
}

impl Means {
    /// The means of these rows.
    pub(super) fn of(rows: &[RegisterRow]) -> Self {
        Self {
            roll: mean(rows.iter().filter_map(|row| row.roll).map(f64::from)),
            capacity: mean(rows.iter().filter_map(|row| row.capacity).map(f64::from)),
            free_meals: mean(rows.iter().filter_map(|row| row.free_meals)),
        }
    }
}

/// The mean of some values.
fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (count, sum) = values.fold((0, 0.0), |(count, sum), value| (count + 1, sum + value));
    (count > 0).then(|| sum / f64::from(count))
}

/// The means in words: `410 pupils on roll, 445 places, 22.5% eligible for free meals`.
impl fmt::Display for Means {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole =
            |mean: Option<f64>| mean.map_or_else(|| "no".to_owned(), |mean| format!("{mean:.0}"));
        let share = self.free_meals.map(|share| format!("{:.1}%", share * 100.0));
        let (roll, capacity) = (whole(self.roll), whole(self.capacity));
        let share = share.unwrap_or_else(|| "nobody".to_owned());
        write!(f, "{roll} pupils on roll, {capacity} places, {share} eligible for free meals")?;
        if self.roll.zip(self.capacity).is_some_and(|(roll, capacity)| roll > capacity) {
            f.write_str(" (more pupils than places: are two columns swapped?)")?;
        }
        Ok(())
    }
}
