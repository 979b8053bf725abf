//! From a name or a path to a checked scenario.

use std::path::Path;
use std::sync::Arc;

use sim::scenario::Scenario;

use crate::agree::{self, Resolved};
use crate::chain::{self, Text};
use crate::check;
use crate::error::Failure;
use crate::layer::{Layer, PolicyText};
use crate::library;
use crate::merge::{self, Naming};
use crate::origin::Origins;
use crate::overrides::Overrides;
use crate::set;
use crate::source::{Label, Source};

/// A checked scenario, and where its values came from.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The scenario, with a value for everything.
    pub scenario: Scenario,
    /// Where each value came from.
    pub origins: Origins,
    /// What the scenario extends, resolved in the same way: the baseline when it extends nothing.
    pub base: Scenario,
    /// The text of each policy, in the order of the timeline.
    pub(crate) texts: Vec<PolicyText>,
    /// The text that was asked for.
    source: Arc<Source>,
}

impl Loaded {
    /// The text of the scenario's own file.
    pub fn text(&self) -> &str {
        &self.source.text
    }
}

/// Reads and checks a scenario.
///
/// `source` is the name of a built-in scenario or a path; `sets` are the texts of `--set`, each
/// `path=value`, of which later ones win; `overrides` win over everything.
///
/// # Errors
/// Everything that is wrong, with places: first of the text, and when the text is right, of the
/// meaning.
pub fn load(source: &str, sets: &[String], overrides: &Overrides) -> Result<Loaded, Failure> {
    loaded(chain::read(source)?, Layer::default(), sets, overrides)
}

/// As [`load`], with a path relative to `folder` and with what `over` states laid over the scenario.
pub(crate) fn load_under(
    source: &str,
    folder: &Path,
    over: &Layer,
    sets: &[String],
    overrides: &Overrides,
) -> Result<Loaded, Failure> {
    loaded(chain::read_from(source, folder)?, over.clone(), sets, overrides)
}

fn loaded(
    chain: chain::Chain,
    over: Layer,
    sets: &[String],
    overrides: &Overrides,
) -> Result<Loaded, Failure> {
    let mut errors = chain.errors;
    overrides.check(&mut errors);
    let mut layers: Vec<Layer> = chain
        .texts
        .iter()
        .map(|text| check::file(&text.source, &text.entries, &mut errors))
        .collect();
    layers.reverse();
    let own = layers.pop();
    let base = layers.into_iter().fold(library::defaults(), merge::lay);
    let changes = own.into_iter().chain([over, set::layer(sets, &mut errors)]);
    // What a scenario is called, and is, it says itself: the words of another would be wrong of it.
    let nameless = Layer { title: None, summary: None, ..base.clone() };
    let merged = changes.fold(nameless, merge::lay);

    let (scenario, origins) = merge::settle(&merged, naming(&chain.texts), overrides);
    let resolved = Resolved { layer: &merged, scenario: &scenario, origins: &origins };
    agree::check(&resolved, overrides, &mut errors);
    errors.into_result()?;

    let extended = naming(chain.texts.get(1..).unwrap_or_default());
    let (base, _) = merge::settle(&base, extended, &Overrides::default());
    let texts = merged.policies.into_iter().filter(|text| text.from.is_some()).collect();
    let source = Arc::clone(&chain.texts[0].source);
    Ok(Loaded { scenario, origins, base, texts, source })
}

/// The name of the first text, and the names of those it extends.
fn naming(texts: &[Text]) -> Naming {
    let first = texts.first().map(|text| called(&text.source));
    let extends = texts.iter().skip(1).map(|text| called(&text.source)).collect();
    Naming { name: first.as_deref().map_or(library::BASELINE.to_owned(), stem), extends }
}

/// A text as `extends` names it: a path, or the name in the library.
fn called(source: &Source) -> String {
    match &source.label {
        Label::File(path) => path.clone(),
        Label::BuiltIn(name) => (*name).to_owned(),
        other => other.to_string(),
    }
}

/// The short name of a file: its name without folder and ending.
fn stem(path: &str) -> String {
    let stem = Path::new(path).file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}
