//! How far a place lies from the sea.
//!
//! The coast is a line through some 250 towns, headlands and river mouths, drawn by hand, in km on the
//! national grid; wide estuaries (Thames, Humber, Mersey, Solent) count as coast.
//! Evidence: coastal means within 5.5 km of the coast (`coastal-definition`).
//! Limits: between two points the line is straight, so that a distance may be wrong by a kilometre or
//! two. By it 12 % of the schools of the register of July 2022 are coastal, where 15 to 25 % is recalled
//! from the literature, uncertainly (`coastal-share`). Synthetic schools may lie at sea: they count by
//! their distance like all others.

use crate::agent::Place;

/// Largest distance at which a school is coastal, in km.
pub const COASTAL_KM: f64 = 5.5;

/// Whether a place counts as coastal.
pub fn is_coastal(place: Place) -> bool {
    let at = (place.easting, place.northing);
    LINES.iter().any(|line| {
        line.windows(2).any(|ends| distance(at, to_km(ends[0]), to_km(ends[1])) <= COASTAL_KM)
    })
}

/// Hundreds of metres as km.
fn to_km((east, north): (u16, u16)) -> (f64, f64) {
    (f64::from(east) / 10.0, f64::from(north) / 10.0)
}

/// Distance of a point from the straight line between two others.
fn distance(at: (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let (along_x, along_y) = (to.0 - from.0, to.1 - from.1);
    let length = along_x * along_x + along_y * along_y;
    let part = ((at.0 - from.0) * along_x + (at.1 - from.1) * along_y) / length;
    let part = part.clamp(0.0, 1.0);
    let (x, y) = (at.0 - from.0 - part * along_x, at.1 - from.1 - part * along_y);
    (x * x + y * y).sqrt()
}

/// The coast, in hundreds of metres east and north of the grid's origin.
const LINES: [&[(u16, u16)]; 3] = [EAST_AND_SOUTH, NORTH_WEST, ISLE_OF_WIGHT];

/// From the Scottish border round by the Thames and Land's End to the Severn.
#[rustfmt::skip]
const EAST_AND_SOUTH: &[(u16, u16)] = &[
    (3979, 6575), (4007, 6530), (4127, 6430), (4187, 6349), (4222, 6319), (4254, 6219), (4267, 6108), (4274, 6046),
    (4300, 5941), (4319, 5880), (4326, 5813), (4359, 5730), (4375, 5693), (4411, 5641), (4415, 5574), (4434, 5497),
    (4464, 5408), (4536, 5336), (4556, 5275), (4608, 5254), (4667, 5216), (4777, 5190), (4901, 5114), (4955, 5048),
    (5008, 4960), (5049, 4889), (5123, 4807), (5176, 4747), (5256, 4707), (5185, 4664), (5174, 4575), (5210, 4476),
    (5343, 4279), (5398, 4113), (5324, 4156), (5203, 4242), (5102, 4284), (4991, 4248), (5045, 4204), (5191, 4169),
    (5279, 4110), (5326, 4078), (5421, 4003), (5512, 3850), (5567, 3696), (5570, 3629), (5541, 3572), (5444, 3469),
    (5392, 3390), (5414, 3335), (5497, 3259), (5592, 3251), (5650, 3331), (5672, 3415), (5747, 3451), (5915, 3452),
    (6030, 3434), (6158, 3434), (6222, 3421), (6379, 3317), (6500, 3189), (6532, 3068), (6555, 2936), (6512, 2761),
    (6479, 2631), (6467, 2563), (6374, 2425), (6306, 2344), (6262, 2319), (6251, 2263), (6263, 2219), (6177, 2143),
    (6050, 2132), (6038, 2087), (5970, 2062), (5879, 2070), (5977, 2040), (6036, 1953), (5964, 1850), (5888, 1847),
    (5818, 1850), (5777, 1821), (5738, 1764), (5877, 1758), (5912, 1754), (6004, 1707), (6110, 1672), (6179, 1683),
    (6242, 1692), (6359, 1711), (6399, 1691), (6387, 1646), (6351, 1599), (6379, 1523), (6321, 1414), (6228, 1360),
    (6159, 1340), (6105, 1288), (6092, 1171), (5969, 1182), (5872, 1129), (5813, 1091), (5740, 1072), (5643, 1026),
    (5616, 987), (5585, 954), (5482, 971), (5450, 998), (5389, 1025), (5311, 1039), (5219, 1048), (5149, 1024),
    (5030, 1011), (4939, 987), (4855, 924), (4791, 973), (4727, 989), (4664, 988), (4607, 987), (4558, 1003),
    (4480, 1047), (4430, 1102), (4402, 1113), (4487, 1025), (4396, 963), (4326, 940), (4319, 896), (4241, 929),
    (4177, 929), (4135, 912), (4086, 906), (4036, 873), (4001, 900), (4040, 823), (4033, 784), (3962, 756),
    (3810, 801), (3683, 790), (3696, 734), (3678, 685), (3661, 763), (3535, 869), (3464, 903), (3337, 916),
    (3245, 895), (3125, 874), (2996, 799), (2964, 766), (2942, 728), (2915, 634), (2893, 606), (2928, 567),
    (2884, 501), (2825, 435), (2831, 368), (2731, 360), (2654, 439), (2541, 476), (2479, 533), (2429, 518),
    (2258, 529), (2122, 506), (2051, 525), (2016, 448), (2004, 393), (1851, 321), (1811, 323), (1803, 212),
    (1706, 116), (1626, 253), (1478, 304), (1468, 260), (1381, 225), (1342, 252), (1364, 332), (1518, 408),
    (1583, 422), (1701, 506), (1756, 542), (1806, 618), (1854, 755), (1934, 808), (2050, 870), (2094, 913),
    (2202, 1065), (2230, 1275), (2317, 1239), (2430, 1280), (2439, 1336), (2447, 1374), (2520, 1478), (2723, 1495),
    (2870, 1480), (2974, 1467), (3071, 1437), (3212, 1457), (3303, 1495), (3297, 1584), (3318, 1617), (3403, 1716),
    (3466, 1771), (3515, 1804),
];

/// From the Dee to the Solway Firth.
#[rustfmt::skip]
const NORTH_WEST: &[(u16, u16)] = &[
    (3267, 3731), (3254, 3776), (3209, 3866), (3216, 3899), (3310, 3942), (3336, 3897), (3324, 3953), (3298, 3998),
    (3279, 4076), (3327, 4175), (3374, 4219), (3440, 4263), (3328, 4270), (3306, 4365), (3311, 4482), (3377, 4486),
    (3411, 4541), (3405, 4597), (3432, 4641), (3472, 4708), (3446, 4775), (3407, 4770), (3348, 4743), (3290, 4777),
    (3268, 4666), (3235, 4633), (3190, 4701), (3212, 4789), (3153, 4790), (3083, 4903), (3021, 5038), (2946, 5140),
    (2973, 5184), (2994, 5294), (3035, 5366), (3081, 5437), (3109, 5537), (3200, 5624), (3296, 5623),
];

/// The Isle of Wight.
#[rustfmt::skip]
const ISLE_OF_WIGHT: &[(u16, u16)] = &[
    (4495, 964), (4594, 932), (4658, 882), (4602, 848), (4581, 781), (4497, 753), (4411, 824), (4298, 851),
    (4354, 902), (4495, 964),
];

#[cfg(test)]
mod tests {
    use super::*;
    fn coastal(east: f64, north: f64) -> bool {
        is_coastal(Place { easting: east, northing: north })
    }

    #[test]
    fn towns_by_the_sea_are_coastal_and_inland_towns_are_not() {
        // Whitby, Margate, Blackpool, Penzance, Ryde.
        for (east, north) in
            [(489.5, 510.5), (635.5, 170.5), (331.5, 436.5), (147.5, 30.5), (459.0, 92.5)]
        {
            assert!(coastal(east, north), "{east} {north}");
        }
        // York, Birmingham, Exeter, Cambridge, Carlisle's south.
        for (east, north) in
            [(460.0, 452.0), (407.0, 287.0), (292.0, 93.5), (545.0, 258.0), (350.0, 540.0)]
        {
            assert!(!coastal(east, north), "{east} {north}");
        }
    }

    #[test]
    fn a_distance_is_that_to_the_nearest_point_between_the_ends() {
        assert_eq!(distance((0.0, 3.0), (-4.0, 0.0), (4.0, 0.0)), 3.0);
        assert_eq!(distance((7.0, 4.0), (-4.0, 0.0), (4.0, 0.0)), 5.0);
    }
}
