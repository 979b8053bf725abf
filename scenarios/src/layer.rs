//! What one text states: the values of a file, of a library scenario or of one `--set`.

use std::sync::Arc;

use sim::agent::{Phase, Region};
use sim::term::Term;

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

/// Everything that one text states and that is right in itself.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    pub(crate) source: Arc<Source>,
    pub(crate) extends: Option<Stated<String>>,
    pub(crate) title: Option<Stated<String>>,
    pub(crate) summary: Option<Stated<String>>,
    pub(crate) start: Option<Stated<u64>>,
    pub(crate) years: Option<Stated<u64>>,
    pub(crate) replicates: Option<Stated<u64>>,
    pub(crate) seed: Option<Stated<u64>>,
    pub(crate) word: Option<Stated<SourceWord>>,
    pub(crate) schools: Option<Stated<u64>>,
    pub(crate) regions: Option<Stated<Vec<Region>>>,
    pub(crate) population_seed: Option<Stated<u64>>,
    pub(crate) register: Option<Stated<String>>,
    pub(crate) group_links: Option<Stated<String>>,
    pub(crate) file: Option<Stated<String>>,
    /// Catalogue positions of levers, in the order of the text.
    pub(crate) levers: Vec<(usize, Stated<f64>)>,
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
    pub(crate) regions: Option<Stated<Vec<Region>>>,
    pub(crate) phases: Option<Stated<Vec<Phase>>>,
    /// Numbers in the register, ascending, each once.
    pub(crate) schools: Option<Stated<Vec<u32>>>,
    pub(crate) set: Vec<(usize, Stated<f64>)>,
    /// Some part is wrong, so that it cannot be held against other policies.
    pub(crate) is_wrong: bool,
}

impl Layer {
    /// A layer that states nothing.
    pub(crate) fn new(source: &Arc<Source>) -> Self {
        Self {
            source: Arc::clone(source),
            extends: None,
            title: None,
            summary: None,
            start: None,
            years: None,
            replicates: None,
            seed: None,
            word: None,
            schools: None,
            regions: None,
            population_seed: None,
            register: None,
            group_links: None,
            file: None,
            levers: Vec::new(),
            policies: Vec::new(),
            run_is_wrong: false,
        }
    }

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
}
