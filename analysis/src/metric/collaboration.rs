//! Work with other schools: who takes part, how deep it goes, who gives.

use super::Better::{Higher, Lower, Neither};
use super::Theme::Collaboration;
use super::{Better, Metric, Theme};

const MEANS: (Theme, Better) = (Collaboration, Neither);

/// The metrics of this theme.
pub(super) const METRICS: &[Metric] = &[
    Metric::new(
        "without_working_partner",
        ("schools without a working partner", "share of schools", 3),
        (Collaboration, Lower),
        "Share of schools without a partner with whom work goes on.",
        |view| view.share(|rows, row| rows.working_partners[row] == 0),
    )
    .headline(),
    Metric::new(
        "working_partners",
        ("working partners of a school", "partners", 2),
        MEANS,
        "Mean number of partners with whom work goes on.",
        |view| view.mean(|rows, row| Some(rows.working_partners[row] as f64)),
    ),
    Metric::new(
        "collaboration_share",
        ("heads’ time for other schools", "share", 3),
        MEANS,
        "Mean share of heads’ time for work with other schools.",
        |view| view.mean(|rows, row| Some(rows.collaboration_share[row])),
    ),
    Metric::new(
        "brokered",
        ("schools with a brokered helper", "share of schools", 3),
        MEANS,
        "Share of schools with a helper whom a broker brought.",
        |view| view.share(|rows, row| rows.brokered[row] > 0),
    ),
    Metric::new(
        "tie_trust",
        ("trust between partners", "0 to 1", 3),
        (Collaboration, Higher),
        "Mean trust in ties that work, over schools that have one.",
        |view| view.mean(|rows, row| rows.tie_trust[row]),
    ),
    Metric::new(
        "tie_depth",
        ("depth of partnership", "0 to 1", 3),
        MEANS,
        "Mean depth of ties that work, from tips (0) to joint work on practice (1), over schools that have one.",
        |view| view.mean(|rows, row| rows.tie_depth[row]),
    ),
    Metric::new(
        "partner_hours",
        ("hours given to partners", "hours a term", 1),
        MEANS,
        "Mean of the hours that a school gives to its partners.",
        |view| view.mean(|rows, row| Some(rows.partner_hours[row])),
    ),
    Metric::new(
        "helping_hours",
        ("hours of unreturned help", "hours a term", 1),
        MEANS,
        "Mean of the hours that a school gives to partners who take more than they give.",
        |view| view.mean(|rows, row| Some(rows.helping_hours[row])),
    ),
    Metric::new(
        "learned_with_partners",
        ("practice learned with partners", "pupil SD a year", 5),
        (Collaboration, Higher),
        "Mean of the practice that teachers learn with partners in a year.",
        |view| view.mean(|rows, row| Some(rows.learned_with_partners[row])),
    ),
    Metric::new(
        "in_groups",
        ("schools in a trust or federation", "share of schools", 3),
        MEANS,
        "Share of schools in a trust or federation.",
        |view| view.share(|rows, row| rows.group[row] >= 0),
    ),
    Metric::new(
        "hub_partners",
        ("schools that a hub serves", "share of schools", 3),
        MEANS,
        "Share of schools that are a hub’s partners.",
        |view| view.share(|rows, row| rows.hub_partner[row] > 0),
    ),
];
