//! Accountability: how schools are judged, and what hangs on it.

use crate::catalogue::{triangular, uniform};
use crate::parameters::levers;

levers! {
    #[doc = "How much hangs on a school's results and inspection, from nothing (0) to everything (1)."]
    STAKES = "accountability.stakes": 0.5 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "accountability-stress", B,
        "more pressure on staff; whether results rise or fall is disputed", follows Rising;
    #[doc = "Years between the inspections of a school with the grade Good."]
    INSPECTION_INTERVAL = "accountability.inspection_interval_years": 4.0 in 1.0..=20.0, "years",
        triangular(2.5, 4.0, 8.0), "inspection-interval", B,
        "less disturbance, and more drift where nobody looks", follows Falling;
    #[doc = "How far the chance of a visit follows the last grade and results, from not at all (0) to twice as far as today (1)."]
    RISK_SELECTION = "accountability.risk_selection": 0.5 in 0.0..=1.0, "share",
        uniform(0.0, 1.0), "inspection-interval", C,
        "weak schools are seen sooner, strong ones drift longer";
    #[doc = "What an inspection is for, from judging a school (0) to helping it see its own needs (1)."]
    FOCUS = "accountability.focus": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0), "assumption", C,
        "less strain and better diagnosis; whether results rise is untested";
    #[doc = "Part of a judgement that is the mean of the school's trust or federation instead of its own."]
    GROUP_UNIT = "accountability.group_unit": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "assumption", C,
        "more help between the schools of a group, less pressure on each";
    #[doc = "Part of a judgement that is the mean of the local authority's schools instead of the school's own."]
    AREA_UNIT = "accountability.area_unit": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "assumption", C,
        "more help to the weakest schools of the area";
    #[doc = "How far published measures and judgements allow for the pupils whom a school has, from not (0) to fully (1)."]
    CONTEXT_ADJUSTMENT = "accountability.context_adjustment": 0.0 in 0.0..=1.0, "share",
        uniform(0.0, 1.0), "grade-fsm-va-counterfactual", B,
        "fairer grades for schools of poor pupils, perhaps less pressure on them";
    #[doc = "Weight of raw results in an inspection's judgement, where 1 is today's."]
    RAW_WEIGHT = "accountability.raw_weight_ratio": 1.0 in 0.0..=3.0, "ratio to today",
        triangular(0.0, 1.0, 2.0), "grade-fsm-secondary", C,
        "lower grades for schools of poor pupils";
    #[doc = "Whether results count against those of other schools in the same year (1) or against a fixed standard (0)."]
    RELATIVE_MEASURE = "accountability.relative_measure": 1.0 in 0.0..=1.0, "share",
        uniform(0.0, 1.0), "assumption", C,
        "schools compete for pupils who are likely to do well";
    #[doc = "Share of schools that fall below a floor standard of progress as it stood in the base year."]
    FLOOR = "accountability.floor_share": 0.0 in 0.0..=0.5, "share of schools", uniform(0.0, 0.1),
        "assumption", C,
        "more pressure on the lowest schools", follows Rising;
    #[doc = "Chance that the head of a school newly judged Inadequate is dismissed, beyond those who go today."]
    DISMISSAL = "accountability.head_dismissal": 0.0 in 0.0..=1.0, "chance", uniform(0.0, 0.5),
        "head-exit-inadequate", C,
        "more changes of head in failing schools", follows Rising;
    #[doc = "Chance that a school newly judged Inadequate is made to change hands."]
    FORCED_TRANSFER = "accountability.forced_transfer": 0.5 in 0.0..=1.0, "chance",
        uniform(0.0, 1.0), "assumption", C,
        "disturbance at first; what comes after depends on who takes over", follows Rising;
    #[doc = "Credit that a judgement gives for helping other schools, from none (0) to as much as for results (1)."]
    COLLABORATION_CREDIT = "accountability.collaboration_credit": 0.0 in 0.0..=1.0, "share",
        uniform(0.0, 0.5), "assumption", C,
        "more time for partners, some of it for show";
    #[doc = "How far results are published school by school, from not at all (0) to fully (1)."]
    PUBLICATION = "accountability.publication": 1.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "league-table-abolition", B,
        "higher results in the weaker schools, by the one country that stopped", follows Rising;
    #[doc = "How far Outstanding schools are spared from routine visits, from not (0) to fully (1)."]
    EXEMPTION = "accountability.outstanding_exemption": 0.65 in 0.0..=1.0, "share",
        uniform(0.0, 1.0), "exemption-outcome", B,
        "drift where nobody looks", follows Falling;
    #[doc = "How far a report card of several areas takes the place of one overall grade, from not (0) to fully (1)."]
    REPORT_CARD = "accountability.report_card": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "grades-system-end", C,
        "weaker labels, for good and ill";
    #[doc = "Number of measures by which a school is published."]
    DIMENSIONS = "accountability.published_dimensions": 1.0 in 1.0..=10.0, "measures",
        triangular(1.0, 1.0, 6.0), "assumption", C,
        "less gain from preparing for any one of them, more paperwork";
    #[doc = "Number of bodies that a school answers to."]
    OVERSEERS = "accountability.overseers": 2.0 in 1.0..=6.0, "bodies",
        triangular(1.0, 2.0, 4.0), "assumption", C,
        "mixed signals, more priorities and less time for each";
    #[doc = "Part of a judgement that is the mean of the school's cluster instead of its own."]
    CLUSTER_UNIT = "accountability.cluster_unit": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "assumption", C,
        "more help between the schools of a cluster, less pressure on each";
}
