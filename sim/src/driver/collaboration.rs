//! Collaboration: how schools find partners, what they do together, and who sees to it.

use crate::catalogue::uniform;
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
}
