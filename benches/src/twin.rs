//! A twin of the model's inner loops in plain arrays: the reference workload "Staffroom".
//!
//! Schools of 21 teachers learn, tire, leave and are replaced; a school learns from the four that
//! follow it. The workload is small enough for any framework and has a published distribution, so its
//! speed can be compared with other programs', and with the model's: same draws, same mathematics, no
//! entity component system.

use sim::draw::{Draws, Purpose, Seed, Word, normal, normals, purpose, uniform};
use sim::math;

/// Teachers of a school.
pub const TEACHERS: usize = 21;
/// Schools from which a school learns: the ones that follow it, in a ring.
const PARTNERS: usize = 4;

const START: Purpose = purpose("twin.start");
const TERM: Purpose = purpose("twin.term");
const NEWCOMER: Purpose = purpose("twin.newcomer");
const LEADER: Purpose = purpose("twin.leader");

/// Words of a school and term: two scores and a departure a teacher, and the leader's departure.
const WORDS: usize = 3 * TEACHERS + 1;

/// What one term leaves behind.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Row {
    /// Mean over schools of the mean expertise of their teachers.
    pub mean: f64,
    /// Standard deviation over schools of the same.
    pub spread: f64,
    /// Teachers who left.
    pub leavers: u32,
}

/// Schools, leaders and teachers, a column each.
#[derive(Clone, Debug)]
pub struct Twin {
    seed: Seed,
    term: u32,
    climate: Vec<f64>,
    leader: Vec<f64>,
    expertise: Vec<[f64; TEACHERS]>,
    experience: Vec<[f64; TEACHERS]>,
    strain: Vec<[f64; TEACHERS]>,
    /// Scratch space: mean expertise by school.
    means: Vec<f64>,
}

impl Twin {
    /// The first state of `schools` schools.
    pub fn new(schools: usize, seed: Seed) -> Self {
        let mut draws = seed.draws(START);
        let mut words = [[0; 8]; 2 * TEACHERS + 1];
        let mut twin = Self {
            seed,
            term: 0,
            climate: vec![0.0; schools],
            leader: vec![0.0; schools],
            expertise: vec![[0.0; TEACHERS]; schools],
            experience: vec![[0.0; TEACHERS]; schools],
            strain: vec![[0.5; TEACHERS]; schools],
            means: vec![0.0; schools],
        };
        for school in 0..schools {
            draws.fill(school as u32, 0, &mut words);
            twin.leader[school] = normal(words[2 * TEACHERS]);
            for teacher in 0..TEACHERS {
                twin.expertise[school][teacher] = 0.12 * normal(words[teacher]);
                twin.experience[school][teacher] = 30.0 * uniform(words[TEACHERS + teacher]);
            }
        }
        twin
    }

    /// Runs one term.
    pub fn term(&mut self) -> Row {
        self.term += 1;
        for (mean, expertise) in self.means.iter_mut().zip(&self.expertise) {
            *mean = math::mean(expertise.iter().copied());
        }
        let mut terms = self.seed.draws(TERM);
        let mut newcomers = self.seed.draws(NEWCOMER);
        let mut leaders = self.seed.draws(LEADER);
        let mut words = [[0; 8]; WORDS];
        let mut leavers = 0;
        for school in 0..self.means.len() {
            terms.fill(school as u32, self.term, &mut words);
            let climate = &mut self.climate[school];
            *climate += 0.05 * (self.leader[school] - *climate);
            let climate = *climate;
            let gap = self.partner_gap(school);
            leavers += self.teachers(school, climate, gap, &words, &mut newcomers);
            if uniform(words[3 * TEACHERS]) < 0.035 {
                let [word] = leaders.at::<1>(school as u32, self.term, 0);
                self.leader[school] = normal(word);
            }
        }
        Row {
            mean: math::mean(self.means.iter().copied()),
            spread: math::standard_deviation(self.means.iter().copied()),
            leavers,
        }
    }

    /// How far the partners' mean lies above the school's own.
    fn partner_gap(&self, school: usize) -> f64 {
        let schools = self.means.len();
        let partners = (1..=PARTNERS).map(|step| self.means[(school + step) % schools]);
        (math::mean(partners) - self.means[school]).max(0.0)
    }

    /// One school's teachers learn, tire and leave; how many left.
    fn teachers(
        &mut self,
        school: usize,
        climate: f64,
        gap: f64,
        words: &[Word; WORDS],
        newcomers: &mut Draws,
    ) -> u32 {
        let expertise = &mut self.expertise[school];
        let experience = &mut self.experience[school];
        let strain = &mut self.strain[school];
        let mut scores = [0.0; 2 * TEACHERS];
        normals(&words[..2 * TEACHERS], &mut scores);
        let alike = 0.004 * climate + 0.05 * gap;
        let rest = 0.1 * (0.5 - 0.1 * climate);
        let mut leavers = 0;
        for teacher in 0..TEACHERS {
            let learned = 0.02 * math::exp(-experience[teacher] / 5.0);
            expertise[teacher] += learned + alike + 0.005 * f64::from(scores[teacher]);
            strain[teacher] =
                0.9 * strain[teacher] + rest + 0.02 * f64::from(scores[TEACHERS + teacher]);
            experience[teacher] += 1.0 / 3.0;
            let leaves = 0.02 + 0.03 * strain[teacher].max(0.0);
            if uniform(words[2 * TEACHERS + teacher]) < leaves {
                let [word] = newcomers.at::<1>(school as u32, self.term, teacher as u32);
                expertise[teacher] = 0.12 * normal(word) - 0.1;
                experience[teacher] = 0.0;
                strain[teacher] = 0.5;
                leavers += 1;
            }
        }
        leavers
    }
}

/// The last row of a run of `terms` terms.
pub fn run(schools: usize, terms: u32, seed: Seed) -> Row {
    let mut twin = Twin::new(schools, seed);
    (0..terms).fold(Row::default(), |_, _| twin.term())
}
