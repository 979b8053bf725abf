//! What one text states: the values of a file, of a library scenario or of the command line's `--set`.

use std::sync::Arc;

use sim::agent::{Governance, Grade, Phase, Region};
use sim::catalogue::{Prior, catalogue};
use sim::reach::{Lots, Surroundings};
use sim::term::Term;

use crate::keys;
use crate::overrides::Overrides;
use crate::source::{Place, Source};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Stated<T> {
    pub(crate) value: T,
    pub(crate) place: Place,
}

/// Where a scenario's schools come from, before the path of the register or file is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SourceWord {
    Synthetic,
    Register,
    File,
}

impl SourceWord {
    /// The words, in the order of [`Self::ALL`].
    pub(crate) const NAMES: &'static [&'static str] = &["synthetic", "register", "file"];
    const ALL: [SourceWord; 3] = [SourceWord::Synthetic, SourceWord::Register, SourceWord::File];

    /// What has that name.
    pub(crate) fn from_name(text: &str) -> Option<Self> {
        Self::NAMES.iter().position(|name| *name == text).map(|at| Self::ALL[at])
    }
}

/// The value of a lever or parameter.
#[derive(Clone, Debug)]
pub(crate) struct ValueText {
    /// Position in the catalogue.
    pub(crate) position: usize,
    pub(crate) stated: Stated<f64>,
    /// The driver whose level gave the value; none where it was set by hand.
    pub(crate) level: Option<&'static str>,
}

/// Everything that one text states and that is right in itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layer {
    pub(crate) extends: Option<Stated<String>>,
    pub(crate) title: Option<Stated<String>>,
    pub(crate) summary: Option<Stated<String>>,
    pub(crate) tags: Option<Stated<Vec<String>>>,
    pub(crate) systems: Option<Stated<Vec<String>>>,
    pub(crate) claims: Option<Stated<Vec<String>>>,
    pub(crate) start: Option<Stated<u64>>,
    pub(crate) years: Option<Stated<u64>>,
    pub(crate) replicates: Option<Stated<u64>>,
    pub(crate) seed: Option<Stated<u64>>,
    pub(crate) draw_parameters: Option<Stated<bool>>,
    pub(crate) word: Option<Stated<SourceWord>>,
    pub(crate) schools: Option<Stated<u64>>,
    pub(crate) regions: Option<Stated<Vec<Region>>>,
    pub(crate) population_seed: Option<Stated<u64>>,
    pub(crate) register: Option<Stated<String>>,
    pub(crate) group_links: Option<Stated<String>>,
    pub(crate) file: Option<Stated<String>>,
    /// Levels of drivers, in the order of the text.
    pub(crate) levels: Vec<(&'static str, Stated<f64>)>,
    /// Levers and parameters set by hand, in the order of the text.
    pub(crate) values: Vec<ValueText>,
    /// Processes by name, and whether they run.
    pub(crate) processes: Vec<(&'static str, Stated<bool>)>,
    /// Mechanisms by position, and their factors.
    pub(crate) mechanisms: Vec<(usize, Stated<f64>)>,
    /// Priors by catalogue position.
    pub(crate) priors: Vec<(usize, Stated<Prior>)>,
    pub(crate) policies: Vec<PolicyText>,
    /// The start or the length of the run is stated, but wrong.
    pub(crate) run_is_wrong: bool,
}

/// A policy as a text states it; what was wrong in it is absent.
#[derive(Clone, Debug)]
pub(crate) struct PolicyText {
    pub(crate) name: Option<String>,
    /// The heading, for messages about the whole policy.
    pub(crate) place: Place,
    pub(crate) from: Option<Stated<Term>>,
    pub(crate) until: Option<Stated<Term>>,
    pub(crate) ramp_terms: Option<Stated<u64>>,
    pub(crate) follow: Option<Stated<bool>>,
    pub(crate) conditions: Conditions,
    /// Levers, those that follow a level among them.
    pub(crate) set: Vec<ValueText>,
    /// Some part is wrong, so that it cannot be held against other policies.
    pub(crate) is_wrong: bool,
}

/// Whom a policy reaches, as a text states it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conditions {
    /// All of `where`.
    pub(crate) place: Option<Place>,
    pub(crate) regions: Option<Stated<Vec<Region>>>,
    /// Positions in the table of authorities.
    pub(crate) authorities: Option<Stated<Vec<u16>>>,
    pub(crate) phases: Option<Stated<Vec<Phase>>>,
    pub(crate) settings: Option<Stated<Vec<Surroundings>>>,
    pub(crate) quintiles: Option<Stated<Vec<u8>>>,
    pub(crate) grades: Option<Stated<Vec<Grade>>>,
    pub(crate) governance: Option<Stated<Vec<Governance>>>,
    /// Numbers in the register, ascending, each once.
    pub(crate) schools: Option<Stated<Vec<u32>>>,
    /// First and last share; its set of lots is a key of its own.
    pub(crate) share: Option<Stated<Lots>>,
    pub(crate) lot: Option<Stated<u64>>,
}

impl Layer {
    /// Where the schools come from: an option wins over the texts.
    pub(crate) fn source_word(&self, flags: &Overrides) -> SourceWord {
        if flags.population.is_some() {
            SourceWord::File
        } else if flags.register.is_some() {
            SourceWord::Register
        } else {
            self.word.as_ref().map_or(SourceWord::Synthetic, |word| word.value)
        }
    }

    /// Every value that the text states: what levels give first, so that a lever set by hand wins.
    pub(crate) fn all_values(&self) -> Vec<ValueText> {
        with_levels(&self.levels, &self.values)
    }
}

/// Values that levels give, then those set by hand.
pub(crate) fn with_levels(
    levels: &[(&'static str, Stated<f64>)],
    by_hand: &[ValueText],
) -> Vec<ValueText> {
    let followers = |(driver, stated): &(&'static str, Stated<f64>)| {
        let (driver, stated) = (*driver, stated.clone());
        keys::followers(driver).filter_map(move |position| {
            let value = catalogue()[position].at_level(stated.value)?;
            let stated = Stated { value, place: stated.place.clone() };
            Some(ValueText { position, stated, level: Some(driver) })
        })
    };
    levels.iter().flat_map(followers).chain(by_hand.iter().cloned()).collect()
}

/// A value with its place.
pub(crate) fn stated<T>(source: &Arc<Source>, value: T, span: crate::node::Span) -> Stated<T> {
    Stated { value, place: Place::new(source, span) }
}
