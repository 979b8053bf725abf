//! Competition: who can choose, what for, and what follows the pupils.

use crate::catalogue::{triangular, uniform};
use crate::parameters::levers;

levers! {
    #[doc = "Share of families who can act on choice, where 1 is today's."]
    CHOICE = "competition.choice_ratio": 1.0 in 0.0..=1.15, "ratio to today",
        uniform(0.7, 1.1), "choice-use", B,
        "no change of results on average, more sorting of pupils", follows Rising;
    #[doc = "Weight of reputation against distance in families' choices, where 1 is today's."]
    REPUTATION_WEIGHT = "competition.reputation_weight_ratio": 1.0 in 0.0..=3.0, "ratio to today",
        triangular(0.5, 1.0, 2.0), "choice-weights", C,
        "popular schools fill, others empty", follows Rising;
    #[doc = "Places beyond today's, as a share of them."]
    SURPLUS_PLACES = "competition.surplus_places": 0.0 in -0.1..=0.5, "share of places",
        uniform(-0.05, 0.1), "competition-effect", C,
        "more families get their first choice, weak schools lose pupils", follows Rising;
    #[doc = "How far a school's money follows its roll, from not at all (0) to fully (1)."]
    MONEY_FOLLOWS = "competition.money_follows_pupils": 1.0 in 0.0..=1.0, "share",
        uniform(0.5, 1.0), "competition-effect", C,
        "more effort to keep pupils, and cuts where they go", follows Rising;
    #[doc = "New schools that open in a year for each hundred schools."]
    NEW_SCHOOLS = "competition.new_schools_per_100": 0.0 in 0.0..=2.0, "schools a year per 100",
        uniform(0.0, 0.3), "free-school-neighbours-secondary", B,
        "little change of results, neighbours lose pupils, more sorting", follows Rising;
    #[doc = "Share of its places below which a school that is so empty closes; at 0 none does."]
    CLOSURE = "competition.closure_below": 0.0 in 0.0..=0.7, "share of places", uniform(0.0, 0.4),
        "assumption", C,
        "fuller schools elsewhere, disturbance for those who move", follows Rising;
    #[doc = "How far schools draw teachers away from less attractive ones, beyond today's (0) to as strongly again (1)."]
    POACHING = "competition.staff_poaching": 0.0 in 0.0..=1.0, "share", uniform(0.0, 0.5),
        "assumption", C,
        "better staff where staff are already better", follows Rising;
    #[doc = "How far schools keep what they know from rivals, beyond today's (0) to wholly (1)."]
    HOARDING = "competition.hoarding": 0.0 in 0.0..=1.0, "share", uniform(0.0, 0.5),
        "assumption", C,
        "less know-how where schools stand close and half empty", follows Rising;
    #[doc = "Share of an oversubscribed school's places given by lot instead of by distance."]
    LOTTERY = "competition.lottery_share": 0.0 in 0.0..=1.0, "share of places", uniform(0.0, 0.5),
        "gap-share-between-schools", C,
        "less sorting of pupils, a slightly smaller gap";
    #[doc = "Share of an oversubscribed school's places kept for a mix of pupils like that of its applicants' homes."]
    BANDING = "competition.banding_share": 0.0 in 0.0..=1.0, "share of places", uniform(0.0, 0.5),
        "gap-share-between-schools", C,
        "less sorting of pupils, a slightly smaller gap";
}
