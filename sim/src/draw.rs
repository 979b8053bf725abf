//! Random numbers by address: each draw is a function of (seed, purpose, entity, term, index).
//!
//! No draw depends on how many others were made before it, so a policy cannot disturb a draw that it
//! does not touch, and two scenarios compare school by school. The generator underneath is ChaCha8
//! (`rand_chacha`): the seed is its key, the purpose its stream, and entity and term its block
//! counter. A draw takes exactly one 64-bit word, or half of one where that is fine enough; nothing
//! is ever rejected and drawn again.
//!
//! For staff the entity is the school and the index the post, so that one run of the generator
//! serves a whole school; a newcomer takes the draws of the post. Where every school takes a few
//! words a term, the entity is a block of schools and the index goes by the school's place in it.

use bevy_ecs::prelude::Resource;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::math;

/// What a draw decides. Two purposes never share a draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purpose {
    /// `<process>.<decision>`; unique, as a test makes sure.
    pub name: &'static str,
    stream: u64,
}

/// The purpose of that name.
pub const fn purpose(name: &'static str) -> Purpose {
    Purpose { name, stream: fnv1a(name.as_bytes()) }
}

/// Fowler, Noll and Vo's 64-bit hash (FNV-1a): small, and computed at compile time.
pub(crate) const fn fnv1a(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0100_0000_01b3);
        i += 1;
    }
    hash
}

/// The root of a run's draws.
#[derive(Resource, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed(pub u64);

const REPLICATE: Purpose = purpose("run.replicate");

impl Seed {
    /// The seed of replicate `index`, below 2^53 so that it survives a round trip through a double.
    pub fn of_replicate(self, index: u32) -> Seed {
        let [word] = self.draws(REPLICATE).at::<1>(index, 0, 0);
        Seed(u64::from_le_bytes(word) >> 11)
    }

    /// The draws of one purpose.
    pub fn draws(self, purpose: Purpose) -> Draws {
        let mut key = *b"________ risingtide draw key 1  ";
        key[..8].copy_from_slice(&self.0.to_le_bytes());
        let mut generator = ChaCha8Rng::from_seed(key);
        generator.set_stream(purpose.stream);
        Draws { generator }
    }
}

/// One draw: 64 bits, as the little-endian bytes that the generator writes.
pub type Word = [u8; 8];

/// The draws of one seed and purpose.
#[derive(Clone, Debug)]
pub struct Draws {
    generator: ChaCha8Rng,
}

/// Bits of the generator's counter below the term: 2^16 blocks of 8 draws for each entity and term.
const BLOCK_BITS: u32 = 16;
/// Bits of the counter below the entity.
const TERM_BITS: u32 = 16;
/// 32-bit words in a block of the generator.
const WORDS_PER_BLOCK: u32 = 16;

impl Draws {
    /// Words 0, 1, 2 … of (`entity`, `term`): at most 524,288 of them.
    ///
    /// `term` counts from the autumn of year 0 and stays below 65,536 (the year 21,845).
    #[inline]
    pub fn fill(&mut self, entity: u32, term: u32, words: &mut [Word]) {
        self.seek(entity, term, 0);
        self.generator.fill_bytes(words.as_flattened_mut());
    }

    /// `N` consecutive words of (`entity`, `term`), from word `index` on.
    #[inline]
    pub fn at<const N: usize>(&mut self, entity: u32, term: u32, index: u32) -> [Word; N] {
        self.seek(entity, term, index);
        let mut words = [[0; 8]; N];
        self.generator.fill_bytes(words.as_flattened_mut());
        words
    }

    fn seek(&mut self, entity: u32, term: u32, index: u32) {
        debug_assert!(term < 1 << TERM_BITS && index < 1 << (BLOCK_BITS + 3), "draw out of reach");
        let block = (u64::from(entity) << TERM_BITS | u64::from(term)) << BLOCK_BITS;
        let word = u128::from(block) * u128::from(WORDS_PER_BLOCK) + u128::from(index) * 2;
        self.generator.set_word_pos(word);
    }
}

/// A word as a number strictly between 0 and 1, the same chance everywhere.
#[inline]
pub fn uniform(word: Word) -> f64 {
    // 52 bits as a number from 1 to 2, less 1, plus half a step: exact, and quick to widen.
    f64::from_bits(0x3ff0_0000_0000_0000 | u64::from_le_bytes(word) >> 12) - 1.0
        + 0.5 / (1_u64 << 52) as f64
}

/// The 12 bits of a word that [`uniform`] leaves aside, as a number strictly between 0 and 1: a second,
/// coarser draw of the same address for choices that need no finer grain.
#[inline]
pub fn coarse(word: Word) -> f64 {
    ((u64::from_le_bytes(word) & 0xfff) as f64 + 0.5) / 4096.0
}

/// A word as a standard normal number, by the inverse of the distribution function.
#[inline]
pub fn normal(word: Word) -> f64 {
    math::normal_quantile(uniform(word))
}

/// Words as standard normal numbers in single precision: [`normal`] for each, to about 1 part in
/// 100,000, in passes that compilers can widen.
#[inline]
pub fn normals(words: &[Word], scores: &mut [f32]) {
    for (score, word) in scores.iter_mut().zip(words) {
        let high = (u64::from_le_bytes(*word) >> 40) as i32;
        *score = (high as f32 + 0.5) / 8_388_608.0 - 1.0;
    }
    // On its own this loop works on four numbers at a time; fed from 64-bit words, on two.
    for score in scores.iter_mut() {
        *score = math::middle_quantile_single(*score);
    }
    for (score, word) in scores.iter_mut().zip(words) {
        // One draw in 300 lies further out than the quick formula reaches.
        if score.abs() > 2.9 {
            *score = math::tail_quantile(uniform(*word)) as f32;
        }
    }
}

/// Half a draw: 32 bits, for numbers that need no finer grain.
pub type Half = [u8; 4];

/// Words as halves, two for each word.
#[inline]
pub fn halves(words: &[Word]) -> &[Half] {
    words.as_flattened().as_chunks::<4>().0
}

/// A word as its two halves.
#[inline]
pub fn two_halves([a, b, c, d, e, f, g, h]: Word) -> [Half; 2] {
    [[a, b, c, d], [e, f, g, h]]
}

/// A half as a number strictly between 0 and 1, the same chance everywhere.
#[inline]
pub fn half_uniform(half: Half) -> f64 {
    (f64::from(u32::from_le_bytes(half)) + 0.5) / 4_294_967_296.0
}

/// A quarter of a draw: 16 bits, of which twelve are used.
type Quarter = [u8; 2];

/// Steps in which a quarter of a draw is told apart.
const STEPS: usize = 1 << 12;

/// Standard normal numbers for quarters of draws: each of 4,096 steps of equal chance by its middle.
///
/// For luck that is drawn often and added up: single numbers reach 3.7, and the spread is 1 to about 1 part
/// in 1,000.
#[derive(Clone, Debug)]
pub struct Bell(Box<[f32; STEPS]>);

impl Default for Bell {
    fn default() -> Self {
        let middle = |step: usize| (step as f64 + 0.5) / STEPS as f64;
        let number = |step: usize| math::normal_quantile(middle(step)) as f32;
        Self(Box::new(core::array::from_fn(number)))
    }
}

impl Bell {
    /// Numbers from words, four for each word.
    #[inline]
    pub fn numbers(&self, words: &[Word], numbers: &mut [f32]) {
        let quarters: &[Quarter] = words.as_flattened().as_chunks::<2>().0;
        for (number, quarter) in numbers.iter_mut().zip(quarters) {
            *number = self.0[usize::from(u16::from_le_bytes(*quarter) >> 4)];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAVE: Purpose = purpose("test.leave");
    const HIRE: Purpose = purpose("test.hire");

    fn first(seed: u64, purpose: Purpose, entity: u32, term: u32) -> Word {
        Seed(seed).draws(purpose).at::<1>(entity, term, 0)[0]
    }

    #[test]
    fn every_part_of_the_address_changes_the_draw() {
        let base = first(1, LEAVE, 2, 3);
        assert_ne!(base, first(2, LEAVE, 2, 3));
        assert_ne!(base, first(1, HIRE, 2, 3));
        assert_ne!(base, first(1, LEAVE, 3, 3));
        assert_ne!(base, first(1, LEAVE, 2, 4));
        assert_ne!(base, Seed(1).draws(LEAVE).at::<1>(2, 3, 1)[0]);
    }

    #[test]
    fn a_draw_does_not_depend_on_the_draws_made_before_it() {
        let mut draws = Seed(9).draws(LEAVE);
        let alone = draws.at::<1>(70, 5, 41)[0];
        let mut block = [[0; 8]; 200];
        draws.fill(12, 5, &mut block);
        draws.fill(70, 5, &mut block);
        assert_eq!(block[41], alone);
        assert_eq!(draws.at::<3>(70, 5, 40)[1], alone);
    }

    #[test]
    fn the_generator_gives_the_same_words_for_ever() {
        assert_eq!(
            Seed(20_261_122).draws(purpose("draw.golden")).at::<2>(1, 6078, 7),
            GOLDEN.map(u64::to_le_bytes)
        );
    }

    const GOLDEN: [u64; 2] = [0xa55b_a2f6_55d7_dcb2, 0xc9ef_c806_aa8f_202b];

    #[test]
    fn uniform_draws_fill_the_interval_evenly() {
        let mut words = vec![[0; 8]; 100_000];
        Seed(4).draws(LEAVE).fill(0, 0, &mut words);
        let mean = math::mean(words.iter().map(|w| uniform(*w)));
        let spread = math::standard_deviation(words.iter().map(|w| uniform(*w)));
        assert!((mean - 0.5).abs() < 0.004 && (spread - 0.288_675).abs() < 0.003);
    }

    #[test]
    fn normal_draws_have_mean_zero_and_spread_one() {
        let mut words = vec![[0; 8]; 100_000];
        Seed(5).draws(LEAVE).fill(0, 0, &mut words);
        assert!(math::mean(words.iter().map(|w| normal(*w))).abs() < 0.013);
        let spread = math::standard_deviation(words.iter().map(|w| normal(*w)));
        assert!((spread - 1.0).abs() < 0.01);
    }

    #[test]
    fn a_slice_of_normal_draws_agrees_with_one_draw_at_a_time() {
        let mut words = [[0; 8]; 999];
        Seed(6).draws(LEAVE).fill(0, 0, &mut words);
        words[0] = [0; 8];
        words[1] = [255; 8];
        let mut scores = [0.0_f32; 999];
        normals(&words, &mut scores);
        assert!(words.iter().zip(scores).all(|(w, z)| (normal(*w) - f64::from(z)).abs() < 1e-5));
    }

    #[test]
    fn quarters_of_words_are_normal_draws_with_mean_zero_and_spread_one() {
        let mut words = vec![[0; 8]; 100_000];
        Seed(7).draws(LEAVE).fill(0, 0, &mut words);
        words[0] = [0; 8];
        words[1] = [255; 8];
        let mut numbers = vec![0.0_f32; 400_000];
        Bell::default().numbers(&words, &mut numbers);
        let of = || numbers.iter().map(|z| f64::from(*z));
        assert!(math::mean(of()).abs() < 0.007 && numbers.iter().all(|z| z.abs() < 3.7));
        assert!((math::standard_deviation(of()) - 1.0).abs() < 0.005);
        let beyond = of().filter(|z| z.abs() > 1.96).count();
        assert!((beyond as f64 / 400_000.0 - 0.05).abs() < 0.002, "{beyond}");
        let pairs = || numbers.windows(2).map(|pair| f64::from(pair[0] * pair[1]));
        assert!(math::mean(pairs()).abs() < 0.007, "neighbours go together");
    }

    #[test]
    fn the_extreme_words_stay_inside_the_interval() {
        assert!(uniform([0; 8]) > 0.0 && uniform([255; 8]) < 1.0);
        assert!(normal([0; 8]).is_finite() && normal([255; 8]).is_finite());
    }

    #[test]
    fn replicate_seeds_survive_a_round_trip_through_a_double() {
        for index in 0..100 {
            let seed = Seed(1).of_replicate(index).0;
            assert!(seed < 1 << 53);
            assert_eq!((seed as f64) as u64, seed);
        }
    }
}
