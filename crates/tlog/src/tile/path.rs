//! The end of a path: number and width of a tile or bundle.

use super::WIDTH;

/// `x001/x234/067` for 1234067, in groups of three digits, all but the last with an `x`, so that no file has the name of a
/// folder; then `.p/<width>` where it is partial.
pub(super) fn spell(index: u64, width: u16) -> String {
    let mut path = format!("{:03}", index % 1000);
    let mut rest = index / 1000;
    while rest > 0 {
        path.insert_str(0, &format!("x{:03}/", rest % 1000));
        rest /= 1000;
    }
    if width < WIDTH {
        path.push_str(&format!(".p/{width}"));
    }
    path
}

/// Number and width. Other spellings of the same may pass; who calls compares what comes out with what went in.
pub(super) fn parse(path: &str) -> Option<(u64, u16)> {
    let (index, width) = match path.split_once(".p/") {
        Some((index, width)) => (index, width.parse().ok().filter(|width| (1..WIDTH).contains(width))?),
        None => (path, WIDTH),
    };
    let group = |index: u64, group: &str| -> Option<u64> {
        let digits = group.strip_prefix('x').unwrap_or(group);
        let plain = digits.len() == 3 && digits.bytes().all(|c| c.is_ascii_digit());
        index.checked_mul(1000)?.checked_add(digits.parse().ok().filter(|_| plain)?)
    };
    Some((index.split('/').try_fold(0, group)?, width))
}
