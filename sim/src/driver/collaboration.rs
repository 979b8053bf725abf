//! Collaboration: how schools find partners, what they do together, and who sees to it.

use crate::catalogue::{triangular, uniform};
use crate::parameters::levers;

levers! {
    #[doc = "Share of new ties that are made for joint work on practice."]
    JOINT_PRACTICE = "collaboration.joint_practice_share": 0.15 in 0.0..=1.0, "share of new ties",
        uniform(0.0, 0.5), "assumption", C,
        "slower and more lasting gains than from exchange; large trials found little", follows Rising;
    #[doc = "Share of new ties that are made to review one another."]
    PEER_REVIEW = "collaboration.peer_review_share": 0.15 in 0.0..=1.0, "share of new ties",
        uniform(0.0, 0.5), "spp", C,
        "better diagnosis; no effect on attainment has been measured", follows Rising;
    #[doc = "Depth of joint work, from tips (0) to work on practice together (1)."]
    DEPTH = "collaboration.depth": 0.3 in 0.0..=1.0, "share", uniform(0.0, 1.0), "assumption", C,
        "less for quick results, more that lasts", follows Rising;
    #[doc = "Rigour with which partners challenge one another, from none (0) to full (1)."]
    RIGOUR = "collaboration.rigour": 0.4 in 0.0..=1.0, "share", uniform(0.0, 1.0), "assumption", C,
        "more comes of every hour; less comfort", follows Rising;
    #[doc = "How often outsiders take part in reviews and joint work, from never (0) to always (1)."]
    EXTERNAL_CHALLENGE = "collaboration.external_challenge": 0.2 in 0.0..=1.0, "share",
        uniform(0.0, 1.0), "assumption", C,
        "partners stay honest with one another", follows Rising;
    #[doc = "Share of reviewing partners who are changed every year."]
    ROTATION = "collaboration.review_rotation": 0.1 in 0.0..=1.0, "share a year", uniform(0.0, 1.0),
        "assumption", C,
        "reviews stay sharp, trust has less time to grow";
    #[doc = "Share of reviews by trained reviewers."]
    REVIEW_TRAINING = "collaboration.review_training": 0.3 in 0.0..=1.0, "share of reviews",
        uniform(0.0, 1.0), "spp", C,
        "better diagnosis, less copying of what inspectors like", follows Rising;
    #[doc = "Share of reviews that are followed by support for what they found."]
    FOLLOW_UP = "collaboration.follow_up": 0.2 in 0.0..=1.0, "share of reviews", uniform(0.0, 1.0),
        "assumption", C,
        "reviews change something", follows Rising;
    #[doc = "Share of teachers in ties who are paired with a partner's teachers strong in what they lack."]
    PAIRING = "collaboration.paired_teachers": 0.0 in 0.0..=1.0, "share of teachers",
        uniform(0.0, 0.3), "skill-matched-pairing", B,
        "higher expertise of weaker teachers where the match is right", follows Rising;
    #[doc = "How binding joint work is between the schools of a trust or federation, from not (0) to wholly (1)."]
    GOVERNANCE = "collaboration.governance": 0.3 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "assumption", C,
        "what is agreed is done; whether that helps depends on what is agreed", follows Rising;
    #[doc = "How far schools answer together for their joint work, from not (0) to fully (1)."]
    JOINT_ACCOUNTABILITY = "collaboration.joint_accountability": 0.1 in 0.0..=1.0, "share",
        uniform(0.0, 1.0), "assumption", C,
        "less take-it-or-leave-it", follows Rising;
    #[doc = "How far schools that give get something back, from today's chance (0) to always (1)."]
    RECIPROCITY = "collaboration.reciprocity": 0.3 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "assumption", C,
        "givers stay", follows Rising;
    #[doc = "Shared purpose of schools, from none (0) to full (1)."]
    SHARED_PURPOSE = "collaboration.shared_purpose": 0.2 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "assumption", C,
        "trust grows faster, and ties reach further", follows Rising;
    #[doc = "Where schools look for partners, from their surroundings alone (0) to the whole nation (1)."]
    SEARCH_REACH = "collaboration.search_reach": 0.15 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "tie-distance", C,
        "better matches, met less often", follows Rising;
    #[doc = "How far partners are chosen by what one needs and the other can, from not (0) to fully (1)."]
    MATCH_NEED = "collaboration.match_by_need": 0.3 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "assumption", C,
        "more to learn in each tie", follows Rising;
    #[doc = "How far partners are chosen so that their strengths fill each other's gaps, from not (0) to fully (1)."]
    MATCH_SKILL = "collaboration.match_by_skill": 0.1 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "skill-matched-pairing", C,
        "pairs of teachers who fit", follows Rising;
    #[doc = "How far partners are chosen by likeness of their pupils and place, from not (0) to fully (1)."]
    MATCH_CONTEXT = "collaboration.match_by_context": 0.2 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "gap-within-family", C,
        "what is learned fits better; there is less that is new";
    #[doc = "How far schools know the results of families of similar schools, from not (0) to fully (1)."]
    FAMILIES_DATA = "collaboration.families_data": 0.2 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "gap-within-family", B,
        "schools see who does better with pupils like theirs, and some noise", follows Rising;
    #[doc = "Strength of a platform on which schools publish what they do, from none (0) to used by all (1)."]
    PLATFORM = "collaboration.platform": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "literacy-octopus", C,
        "more is known of, and more is taken up at once", follows Rising;
    #[doc = "How well what stands on the platform is checked, from not (0) to fully (1)."]
    PLATFORM_QUALITY = "collaboration.platform_quality": 0.3 in 0.0..=1.0, "share",
        uniform(0.0, 1.0), "assumption", C,
        "fewer distractions, better advice", follows Rising;
    #[doc = "How far partners can meet from afar, from hardly (0) to as well as technology allows (1)."]
    REMOTE = "collaboration.remote_channel": 0.1 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "rural-travel", C,
        "more ties of remote schools, not as deep", follows Rising;
    #[doc = "Strength of brokers who find out which schools need help and bring them together with others, from none (0) to full (1)."]
    BROKER = "collaboration.broker_strength": 0.1 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "tsa-coverage", C,
        "fewer schools are left out", follows Rising;
    #[doc = "How far a trust or federation asks the same of all its schools, from nothing (0) to everything (1)."]
    UNIFORMITY = "collaboration.uniformity": 0.3 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "structure-variance", C,
        "weak schools come up at once, strong ones and new ideas are held back";
    #[doc = "Skill of the centres of trusts and federations beyond today's, which may be a loss."]
    CENTRE_SKILL = "collaboration.centre_skill_shift_sd": 0.0 in -2.0..=2.0, "SD of practice",
        uniform(-1.0, 1.0), "structure-variance", C,
        "better schools where much is binding";
    #[doc = "Schools from which on a trust takes in no further one."]
    SPAN_LIMIT = "collaboration.span_limit": 100.0 in 2.0..=100.0, "schools",
        uniform(5.0, 100.0), "mat-effect", C,
        "more trusts, each closer to its schools", follows Falling;
    #[doc = "Chance in a year that a school outside a trust joins one."]
    JOINING = "collaboration.joining_groups": 0.03 in 0.0..=1.0, "a year",
        triangular(0.0, 0.03, 0.1), "mat-growth", B,
        "disturbance at first; what comes after depends on the trusts", follows Rising;
    #[doc = "Chance in a year that a maintained school forms or joins a federation with a school near by."]
    FEDERATING = "collaboration.federating": 0.002 in 0.0..=1.0, "a year",
        triangular(0.0, 0.002, 0.05), "federations", C,
        "slow gains where a strong school joins a weak one", follows Rising;
    #[doc = "Chance in a year that a school of a trust is moved to another."]
    REBROKERING = "collaboration.rebrokering": 0.027 in 0.0..=1.0, "a year",
        triangular(0.01, 0.027, 0.06), "trust-changes", B,
        "disturbance at first; what comes after depends on who takes over";
    #[doc = "Chance in a year that a trust breaks up and its schools go to others."]
    BREAKUP = "collaboration.group_breakup": 0.005 in 0.0..=0.5, "a year",
        triangular(0.0, 0.005, 0.02), "trust-changes", C,
        "disturbance, and an end to trusts that do not work";
    #[doc = "Chance that a school outside a trust whose head leaves is taken into one."]
    ON_VACANCY = "collaboration.group_on_vacancy": 0.0 in 0.0..=1.0, "chance", uniform(0.0, 0.5),
        "academy-sponsored-early", C,
        "a new structure when a new head comes anyway", follows Rising;
    #[doc = "Chance that the head of another school of the trust or federation takes on a school whose head leaves."]
    EXECUTIVE = "collaboration.executive_heads": 0.1 in 0.0..=1.0, "chance",
        triangular(0.0, 0.1, 0.5), "federations", C,
        "good heads reach more schools, each of them less", follows Rising;
    #[doc = "Weight of willingness to work with other schools in the choice of new heads, from none (0) to full (1)."]
    HEAD_SELECTION = "collaboration.head_selection_weight": 0.0 in 0.0..=1.0, "share",
        uniform(0.0, 1.0), "assumption", C,
        "more ties, slowly, as heads change", follows Rising;
    #[doc = "How far trusts keep to schools that are like their own in having a religious character or none, from not (0) to strictly (1)."]
    LIKE_CHARACTER = "collaboration.trusts_of_one_character": 0.7 in 0.0..=1.0, "share",
        uniform(0.0, 1.0), "assumption", C,
        "trusts spread wider, and fewer ties between neighbours";
    #[doc = "Share of deputies who work in groups across the schools of their trust, federation or cluster."]
    DEPUTIES = "collaboration.deputies_groups": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "assumption", C,
        "new practice from many schools, and more deputies ready to lead", follows Rising;
    #[doc = "Schools designated as hubs, for each hundred schools."]
    HUBS = "collaboration.hubs_per_100": 0.4 in 0.0..=10.0, "hubs per 100 schools",
        triangular(0.0, 0.4, 3.0), "n-tsas", C,
        "hubs do better than their partners, most of it by selection", follows Rising;
    #[doc = "Partners that a hub can take on; its time is shared between them."]
    HUB_PARTNERS = "collaboration.hub_partners": 30.0 in 1.0..=300.0, "schools",
        triangular(6.0, 30.0, 200.0), "n-tsas", C,
        "more schools reached, each with less";
    #[doc = "Longest journey to a hub."]
    HUB_MINUTES = "collaboration.hub_travel_minutes": 40.0 in 5.0..=180.0, "minutes",
        triangular(20.0, 40.0, 90.0), "tsa-coverage", C,
        "fewer schools out of reach", follows Rising;
    #[doc = "Strength of a local authority's partnership of all its schools with a convenor, from none (0) to full (1)."]
    AREA_PARTNERSHIP = "collaboration.area_partnership": 0.1 in 0.0..=1.0, "share",
        triangular(0.0, 0.1, 1.0), "n-local-partnerships", C,
        "ties between neighbours that last; little on attainment is known", follows Rising;
    #[doc = "Share of local authorities whose schools work in clusters of neighbours."]
    CLUSTERS = "collaboration.clusters": 0.0 in 0.0..=1.0, "share of authorities",
        uniform(0.0, 1.0), "cluster-size", C,
        "partners for all; what comes of it depends on what they do", follows Rising;
    #[doc = "Schools of a cluster."]
    CLUSTER_SIZE = "collaboration.cluster_size": 5.0 in 3.0..=10.0, "schools",
        triangular(3.0, 5.0, 7.0), "cluster-size", C,
        "more partners, less time for each";
    #[doc = "Broadcasting of advice among teachers, as by social media, beyond today's, from none (0) to constant (1)."]
    BROADCAST = "collaboration.broadcast": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "literacy-octopus", C,
        "more is known of, and attention is scattered";
    #[doc = "How readily schools work with others of their own accord, beyond today's."]
    READINESS = "collaboration.voluntary_readiness": 0.0 in -3.0..=3.0, "log odds of a tie",
        uniform(-1.0, 1.5), "partners-per-school", C,
        "more ties, each with less time", follows Rising;
}
