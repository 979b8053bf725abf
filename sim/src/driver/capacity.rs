//! Capacity: the time and the quality of what teachers learn from.

use crate::catalogue::{triangular, uniform};
use crate::parameters::levers;

levers! {
    #[doc = "Professional development for each teacher, in hours a year."]
    DEVELOPMENT_HOURS = "capacity.development_hours": 50.0 in 0.0..=200.0, "hours a year",
        triangular(35.0, 50.0, 62.0), "cpd-hours", A,
        "higher expertise, with less from each further hour", follows Rising;
    #[doc = "Quality of the professional development that schools receive, where 1 is today's."]
    DEVELOPMENT_QUALITY = "capacity.development_quality": 1.0 in 0.0..=3.0, "ratio to today",
        triangular(0.5, 1.0, 2.0), "cpd-quality-share", B,
        "higher expertise; which features make quality is disputed", follows Rising;
    #[doc = "How far teachers regularly watch one another teach without a judgement, from today's practice (0) to all of them (1)."]
    PEER_OBSERVATION = "capacity.peer_observation": 0.0 in 0.0..=1.0, "share",
        uniform(0.0, 1.0), "peer-obs-published", B,
        "between no gain and a small one: two readings of the same trial disagree", follows Rising;
    #[doc = "Working time of a full-time teacher in term, in hours a week."]
    WORKING_HOURS = "capacity.working_hours_per_week": 52.4 in 35.0..=70.0, "hours a week",
        triangular(48.0, 52.4, 56.0), "workload", A,
        "more strain and more leaving", follows Falling;
    #[doc = "Training and support of governing boards beyond today's, from none (0) to full (1)."]
    BOARD_DEVELOPMENT = "capacity.board_development": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "head-seed-drift", C,
        "schools see themselves more soberly", follows Rising;
    #[doc = "Expert support for schools beyond today's, from none (0) to full (1)."]
    EXPERT_SUPPORT = "capacity.expert_support": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "assumption", C,
        "more comes of a school's own efforts", follows Rising;
    #[doc = "Supply of evidence on what works beyond today's, from none (0) to full (1)."]
    EVIDENCE_SUPPLY = "capacity.evidence_supply": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "literacy-octopus", A,
        "nothing by itself", follows Rising;
    #[doc = "Time and skill to put evidence to use, from none (0) to full (1)."]
    IMPLEMENTATION = "capacity.implementation_capacity": 0.3 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "literacy-octopus", C,
        "evidence that is supplied comes to use", follows Rising;
    #[doc = "Share of a school's teachers who work in a partner school for part of a year."]
    STAFF_EXCHANGE = "capacity.staff_exchange": 0.0 in 0.0..=0.5, "share of teachers",
        uniform(0.0, 0.1), "assumption", C,
        "more is carried from school to school, and lessons to be covered at home", follows Rising;
    #[doc = "How far middle leaders decide and lead improvement, beyond today's (0) to everywhere (1)."]
    MIDDLE_LEADERS = "capacity.middle_leaders": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "assumption", C,
        "more of what partners bring reaches classrooms", follows Rising;
}
