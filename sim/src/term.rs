//! Time: a step is a term, and three terms make a school year.
//!
//! A term carries its calendar year: 2027-autumn, 2028-spring and 2028-summer are the school year
//! 2027/28, which official statistics name by its summer, 2028.

use core::fmt;
use core::str::FromStr;

/// The three terms of a school year, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Season {
    /// September to December: pupils move up, new entrants arrive.
    Autumn,
    /// January to March.
    Spring,
    /// April to August: results are published and staff move.
    Summer,
}

/// Terms in a school year.
pub const TERMS_PER_YEAR: u32 = 3;

/// A term of a school year; ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    /// Calendar year in which the school year starts (its autumn).
    school_year: u16,
    /// The term within that school year.
    season: Season,
}

impl Term {
    /// The autumn term of calendar year `year`.
    pub fn autumn(year: u16) -> Self {
        Self { school_year: year, season: Season::Autumn }
    }

    /// The term that falls in `season` of calendar year `year`.
    pub fn new(year: u16, season: Season) -> Self {
        let school_year = if season == Season::Autumn { year } else { year.saturating_sub(1) };
        Self { school_year, season }
    }

    /// The term's season.
    pub fn season(self) -> Season {
        self.season
    }

    /// The calendar year in which the term falls.
    pub fn calendar_year(self) -> u16 {
        match self.season {
            Season::Autumn => self.school_year,
            Season::Spring | Season::Summer => self.school_year + 1,
        }
    }

    /// The calendar year of the school year's autumn.
    pub fn school_year_start(self) -> u16 {
        self.school_year
    }

    /// The term `count` terms after this one.
    pub fn plus(self, count: u32) -> Self {
        let absolute = self.absolute() + count;
        let season = match absolute % TERMS_PER_YEAR {
            0 => Season::Autumn,
            1 => Season::Spring,
            _ => Season::Summer,
        };
        Self { school_year: (absolute / TERMS_PER_YEAR) as u16, season }
    }

    /// Terms from `start` to this one; negative when this one is earlier.
    pub fn since(self, start: Term) -> i64 {
        i64::from(self.absolute()) - i64::from(start.absolute())
    }

    /// Terms since the autumn of year 0: the number by which draws are addressed.
    pub fn absolute(self) -> u32 {
        u32::from(self.school_year) * TERMS_PER_YEAR + self.season as u32
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let season = match self.season {
            Season::Autumn => "autumn",
            Season::Spring => "spring",
            Season::Summer => "summer",
        };
        write!(f, "{}-{season}", self.calendar_year())
    }
}

impl FromStr for Term {
    type Err = NotATerm;

    fn from_str(text: &str) -> Result<Self, NotATerm> {
        let (year, season) = text.split_once('-').ok_or(NotATerm)?;
        let season = match season {
            "autumn" => Season::Autumn,
            "spring" => Season::Spring,
            "summer" => Season::Summer,
            _ => return Err(NotATerm),
        };
        if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotATerm);
        }
        Ok(Self::new(year.parse().map_err(|_| NotATerm)?, season))
    }
}

/// A text that names no term: `2027-autumn`, `2028-spring` and `2028-summer` do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotATerm;

impl fmt::Display for NotATerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a term is written as a year and a season, such as 2027-autumn")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_year_runs_from_autumn_to_the_next_summer() {
        let autumn: Term = "2027-autumn".parse().unwrap();
        assert_eq!(autumn.plus(1).to_string(), "2028-spring");
        assert_eq!(autumn.plus(2).to_string(), "2028-summer");
        assert_eq!(autumn.plus(3).to_string(), "2028-autumn");
        assert_eq!(autumn.plus(2).school_year_start(), 2027);
    }

    #[test]
    fn distance_between_terms_counts_both_ways() {
        let a = Term::autumn(2026);
        assert_eq!(a.plus(7).since(a), 7);
        assert_eq!(a.since(a.plus(7)), -7);
    }

    #[test]
    fn words_that_are_no_term_are_refused() {
        for text in
            ["", "2027", "autumn-2027", "2027-winter", "27-autumn", "+027-autumn", "20270-autumn"]
        {
            assert_eq!(text.parse::<Term>(), Err(NotATerm), "{text}");
        }
    }
}
