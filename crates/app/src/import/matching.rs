//! Which item of an edited paper is which item of the ledger: so that ids stay with what they name.
//!
//! Words that are the same come first, then words that are most alike, an equal place in the paper deciding between
//! equals. An item that nothing resembles is new; what the paper no longer says is left over.

use lint::likeness::Profile;

/// Likeness (Dice, 0 to 1) from which two wordings are the same item.
const ALIKE: f64 = 0.5;
/// Likeness that suffices where both stand at the same place of the same group.
const ALIKE_IN_PLACE: f64 = 0.3;

/// An item of a paper, for matching.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// What it says.
    pub text: &'a str,
    /// What it stands under, such as its aspect or its heading.
    pub group: Option<&'a str>,
    /// Its place among the items of its kind.
    pub ordinal: usize,
}

/// For each of `new` the index in `old` of the item that it is, each old item once at most.
#[must_use]
pub fn pair(old: &[Item<'_>], new: &[Item<'_>]) -> Vec<Option<usize>> {
    let mut pairs = Pairs { of_new: vec![None; new.len()], taken: vec![false; old.len()] };
    pairs.same_words(old, new, |a, b| a.group == b.group && a.ordinal == b.ordinal);
    pairs.same_words(old, new, |a, b| a.group == b.group);
    pairs.same_words(old, new, |_, _| true);
    pairs.alike(old, new);
    pairs.of_new
}

struct Pairs {
    of_new: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairs {
    fn same_words(&mut self, old: &[Item<'_>], new: &[Item<'_>], also: fn(&Item<'_>, &Item<'_>) -> bool) {
        let mut by_words = std::collections::HashMap::<String, Vec<usize>>::new();
        for (index, item) in old.iter().enumerate() {
            by_words.entry(words(item.text)).or_default().push(index);
        }
        for (slot, item) in self.of_new.iter_mut().zip(new).filter(|(slot, _)| slot.is_none()) {
            let candidates = by_words.get(&words(item.text)).map_or(&[][..], Vec::as_slice);
            let free = candidates.iter().copied().find(|&i| !self.taken[i] && also(&old[i], item));
            if let Some(index) = free {
                *slot = Some(index);
                self.taken[index] = true;
            }
        }
    }

    /// The most alike first; every pair that is left is weighed, for papers have dozens of items, not thousands.
    fn alike(&mut self, old: &[Item<'_>], new: &[Item<'_>]) {
        let left = |free: &dyn Fn(usize) -> bool, items: &[Item<'_>]| -> Vec<(usize, Profile)> {
            let open = items.iter().enumerate().filter(|(i, _)| free(*i));
            open.map(|(i, item)| (i, Profile::of(item.text))).collect()
        };
        let old_left = left(&|i| !self.taken[i], old);
        let new_left = left(&|i| self.of_new[i].is_none(), new);
        let mut weighed: Vec<(f64, bool, usize, usize)> = Vec::new();
        for (n, now) in &new_left {
            for (o, then) in &old_left {
                let in_place = old[*o].group == new[*n].group && old[*o].ordinal == new[*n].ordinal;
                let likeness = now.dice(then);
                if likeness >= if in_place { ALIKE_IN_PLACE } else { ALIKE } {
                    weighed.push((likeness, in_place, *o, *n));
                }
            }
        }
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then((a.2, a.3).cmp(&(b.2, b.3))));
        for (_, _, o, n) in weighed {
            if !self.taken[o] && self.of_new[n].is_none() {
                self.of_new[n] = Some(o);
                self.taken[o] = true;
            }
        }
    }
}

/// The words of `text` without spaces and punctuation: what a person would call the same text.
fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn items<'a>(texts: &[&'a str]) -> Vec<Item<'a>> {
        texts.iter().enumerate().map(|(ordinal, text)| Item { text, group: Some("（一）"), ordinal }).collect()
    }

    #[test]
    fn an_edited_item_stays_itself_and_a_new_one_is_new() {
        let old = items(&["固定资产台账登记不及时", "公务用车派车单填写不全", "食堂采购未执行三方比价"]);
        let new = items(&["公务用车派车单填写不全。", "办公用房超面积使用", "固定资产台账登记不及时、账实不符"]);
        assert_eq!(pair(&old, &new), [Some(1), None, Some(0)]);
    }

    #[test]
    fn the_same_words_twice_stay_in_their_order() {
        let old = items(&["加强学习", "加强学习"]);
        assert_eq!(pair(&old, &old), [Some(0), Some(1)]);
    }

    #[test]
    fn words_that_changed_much_are_the_same_item_only_in_the_same_place() {
        let old = items(&["档案管理制度落实有差距", "会议记录不规范"]);
        let new = items(&["会议记录不规范", "档案室管理制度执行不严格不到位"]);
        assert_eq!(pair(&old, &new), [Some(1), None]);
        let in_place = items(&["档案室管理制度执行不严格不到位", "会议记录不规范"]);
        assert_eq!(pair(&old, &in_place), [Some(0), Some(1)]);
    }

    proptest! {
        #[test]
        fn each_old_item_is_used_once_and_nothing_changed_pairs_with_itself(
            old in prop::collection::vec("[整改台账问题措施]{1,8}", 0..12),
            new in prop::collection::vec("[整改台账问题措施]{1,8}", 0..12),
        ) {
            let o: Vec<&str> = old.iter().map(String::as_str).collect();
            let n: Vec<&str> = new.iter().map(String::as_str).collect();
            let pairs = pair(&items(&o), &items(&n));
            let mut used: Vec<usize> = pairs.iter().flatten().copied().collect();
            let all = used.len();
            used.sort_unstable();
            used.dedup();
            prop_assert_eq!(used.len(), all);
            let same = pair(&items(&o), &items(&o));
            prop_assert!(same.iter().enumerate().all(|(i, p)| *p == Some(i)));
        }
    }
}
