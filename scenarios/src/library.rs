//! The scenarios that are built in.

use std::path::PathBuf;
use std::sync::Arc;

use crate::check;
use crate::error::Errors;
use crate::layer::{Layer, Stated};
use crate::source::{Label, Source};
use crate::text;

/// The baseline's name.
pub(crate) const BASELINE: &str = "england";

/// Names and texts of the scenarios whose files stand in the folder `library`.
macro_rules! texts {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../library/", $name, ".toml")))),*]
    };
}

/// Name and text of every built-in scenario: the baseline, stances, history, named systems in their
/// order, the recommendations of the commission of 2020, barriers.
const BUILT_IN: &[(&str, &str)] = texts! {
    "england"
    "accountability-dominant"
    "balanced"
    "competition-dominant"
    "funding-squeeze"
    "loose-collaboration"
    "governed-collaboration"
    "national-network"
    "rural-and-coastal"
    "primary-school-trusts"
    "area-commissioner"
    "historic-funding-squeeze"
    "haberdashers-federation"
    "cross-federation-groups"
    "federation-improvement-cycle"
    "multi-academy-trusts"
    "stand-alone-academies"
    "sponsored-academies"
    "federations"
    "executive-headship"
    "trent-academies"
    "teaching-school-alliances"
    "kyra-and-derby-alliances"
    "research-and-development-network"
    "teaching-school-hubs"
    "teaching-schools-council"
    "national-leaders"
    "local-leaders"
    "specialist-leaders"
    "governance-leaders"
    "governor-reviews"
    "joint-governor-development"
    "challenge-partners"
    "instead-peer-review"
    "peer-review"
    "peer-review-alone"
    "peers-for-inspection"
    "online-platform"
    "social-media"
    "professional-body"
    "secondments"
    "greenwich-partnership"
    "tower-hamlets"
    "inspection-withdrawn"
    "collaboration-criterion"
    "floor-and-coasting-standards"
    "regional-commissioners"
    "director-of-school-standards"
    "fair-admissions-by-lot"
    "fair-admissions-by-banding"
    "lincolnshire-clusters"
    "london-challenge"
    "city-challenge"
    "challenge-advisers"
    "welsh-strategies"
    "families-of-schools"
    "research-schools"
    "opportunity-areas"
    "local-area-partnerships"
    "incubation-zones"
    "community-trusts"
    "neighbour-clusters"
    "soft-clusters"
    "hard-clusters"
    "new-schools"
    "routes-into-teaching"
    "status-in-stages"
    "headteacher-standards"
    "pupil-premium-champion"
    "pupil-premium-ended"
    "joint-practice-development"
    "early-career-framework"
    "quality-mark"
    "kitemark-of-providers"
    "chairs-and-boards"
    "information-card"
    "accountability-commission-2018"
    "cluster-accountability"
    "cluster-money"
    "shared-contracts"
    "research-intermediaries"
    "commission-package"
    "commission-01-development-lead"
    "commission-02-lead-networks"
    "commission-03-development-entitlement"
    "commission-04-new-heads"
    "commission-05-qualification-bursaries"
    "commission-06-peer-review-and-families"
    "commission-07-area-partnerships"
    "commission-08-research-on-partnerships"
    "commission-09-free-national-leaders"
    "commission-10-development-providers"
    "commission-11-lasting-opportunity-areas"
    "commission-12-leaders-in-deprived-areas"
    "commission-13-diagnostic-inspection"
    "barriers-all-lifted"
    "barrier-1-weak-diagnosis"
    "barrier-2-no-expert-support"
    "barrier-3-unknown-practice"
    "barrier-4-churn-of-structures"
    "barrier-5-no-scope-to-innovate"
    "barrier-6-deprivation"
    "barrier-7-lack-of-staff"
    "barrier-8-no-money-for-development"
    "barrier-9-no-local-collaboration"
};

/// A scenario of the library, for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryEntry {
    /// The name by which it is loaded and extended.
    pub name: &'static str,
    /// Its title.
    pub title: String,
    /// What it is, in a sentence or two.
    pub summary: String,
    /// Words by which it is found.
    pub tags: Vec<String>,
    /// Named systems that it expresses: S01 and on.
    pub systems: Vec<String>,
    /// Claims that it serves: C01 and on.
    pub claims: Vec<String>,
    /// Its text.
    pub text: &'static str,
}

impl LibraryEntry {
    /// Whether it has that tag, or serves the system or claim of that mark.
    pub fn has(&self, tag: &str) -> bool {
        [&self.tags, &self.systems, &self.claims]
            .into_iter()
            .flatten()
            .any(|own| own.eq_ignore_ascii_case(tag))
    }

    /// What the head of the file says under a label such as `Expected`, on one line.
    pub fn note(&self, label: &str) -> Option<String> {
        let comments = self.text.lines().skip(1).map_while(|line| line.strip_prefix('#'));
        let mut note: Option<String> = None;
        for line in comments {
            // A line that goes on is set in further than one that begins with a label.
            if let (Some(more), Some(said)) = (line.strip_prefix("   "), &mut note) {
                said.push(' ');
                said.push_str(more.trim());
            } else if note.is_some() {
                break;
            } else {
                let said =
                    line.trim_start().strip_prefix(label).and_then(|at| at.strip_prefix(':'));
                note = said.map(|said| said.trim().to_owned());
            }
        }
        note
    }

    /// Name of the policy in whose schools the scenario is measured, where its head says so.
    pub fn measured_in(&self) -> Option<String> {
        Some(self.note("Measured in")?.trim_end_matches('.').to_owned())
    }

    /// Names of the metrics that the head of the file says to watch.
    pub fn watch(&self) -> Vec<String> {
        let names = self.note("Watch").unwrap_or_default();
        let names = names.trim_end_matches('.').split(',').map(|name| name.trim().to_owned());
        names.filter(|name| !name.is_empty()).collect()
    }
}

/// Every built-in scenario, in the order of the library.
pub fn library() -> Vec<LibraryEntry> {
    BUILT_IN.iter().map(|(name, text)| entry(name, text)).collect()
}

/// Names of the built-in scenarios that state a lever or parameter themselves, from the start or in a
/// policy.
pub(crate) fn setting(position: usize) -> Vec<&'static str> {
    let sets = |text: &'static str, name| {
        let layer = read(source(Label::BuiltIn(name), text));
        let policies = layer.policies.iter().flat_map(|policy| &policy.set);
        layer.all_values().iter().chain(policies).any(|one| one.position == position)
    };
    BUILT_IN.iter().filter(|(name, text)| sets(text, name)).map(|(name, _)| *name).collect()
}

/// Names of the built-in scenarios.
pub(crate) fn names() -> Vec<&'static str> {
    BUILT_IN.iter().map(|(name, _)| *name).collect()
}

/// The text of a built-in scenario.
pub(crate) fn built_in(wanted: &str) -> Option<Source> {
    let (name, text) = BUILT_IN.iter().find(|(name, _)| *name == wanted)?;
    Some(source(Label::BuiltIn(name), text))
}

/// What a scenario that extends nothing starts from: the run and the population of the baseline.
pub(crate) fn defaults() -> Layer {
    let text = BUILT_IN.iter().find(|(name, _)| *name == BASELINE).map_or("", |(_, text)| *text);
    let mut layer = read(source(Label::Defaults, text));
    layer.title = None;
    layer.summary = None;
    layer
}

/// The list's line of one scenario.
fn entry(name: &'static str, text: &'static str) -> LibraryEntry {
    let layer = read(source(Label::BuiltIn(name), text));
    let title = layer.title.map_or_else(|| name.to_owned(), |title| title.value);
    let summary = layer.summary.map(|summary| summary.value).unwrap_or_default();
    let list =
        |stated: Option<Stated<Vec<String>>>| stated.map(|list| list.value).unwrap_or_default();
    let (tags, systems, claims) = (list(layer.tags), list(layer.systems), list(layer.claims));
    LibraryEntry { name, title, summary, tags, systems, claims, text }
}

/// A built-in text.
fn source(label: Label, text: &str) -> Source {
    Source { label, text: text.to_owned(), folder: PathBuf::new() }
}

/// What a built-in text states. The tests hold that none has a mistake.
fn read(source: Source) -> Layer {
    let source = Arc::new(source);
    let mut errors = Errors::default();
    let entries = text::parse(&source, &mut errors).unwrap_or_default();
    check::file(&source, &entries, &mut errors)
}
