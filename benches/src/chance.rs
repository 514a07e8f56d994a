//! Chance that is the same each time.

/// A stream of numbers that a seed and a few more decide (`SplitMix64`).
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The stream of thing number `index` among those of one `sort`, so that any of them can be made alone.
    pub fn new(seed: u64, sort: u64, index: usize) -> Self {
        let mut chance = Self(seed ^ sort.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        chance.0 = chance.next() ^ index as u64;
        chance.next();
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, each as likely.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }

    /// A number below `end`; small ones come far more often, as words and tags do.
    pub fn skewed(&mut self, end: usize) -> usize {
        let (one, two) = (self.below(end), self.below(end));
        let both = one.min(two);
        both.min(self.below(end))
    }

    /// Whether something happens that happens once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of several.
    pub fn pick<'t, T: ?Sized>(&mut self, of: &[&'t T]) -> &'t T {
        of[self.below(of.len())]
    }
}
