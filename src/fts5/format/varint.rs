//! SQLite's integers of variable length: seven bits a byte, the most significant first, a ninth
//! byte whole.

/// Reads a number and returns it with what stands behind it; `None` where the bytes end before.
#[inline(always)]
pub(crate) fn split(bytes: &[u8]) -> Option<(u64, &[u8])> {
    // Nearly all have up to four bytes.
    match bytes {
        [first @ ..0x80, rest @ ..] => Some((u64::from(*first), rest)),
        [first, second @ ..0x80, rest @ ..] => {
            Some((u64::from(first & 0x7F) << 7 | u64::from(*second), rest))
        }
        [first, second, third @ ..0x80, rest @ ..] => {
            let high = u64::from(first & 0x7F) << 14 | u64::from(second & 0x7F) << 7;
            Some((high | u64::from(*third), rest))
        }
        [first, second, third, fourth @ ..0x80, rest @ ..] => {
            let high = u64::from(first & 0x7F) << 21 | u64::from(second & 0x7F) << 14;
            Some((high | u64::from(third & 0x7F) << 7 | u64::from(*fourth), rest))
        }
        _ => {
            let mut at = 0;
            let value = read_long(bytes, &mut at)?;
            Some((value, bytes.get(at..)?))
        }
    }
}

/// Reads a number and moves `at` behind it; `None` where the bytes end before.
#[inline]
pub(crate) fn read(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let (value, rest) = split(bytes.get(*at..)?)?;
    *at = bytes.len() - rest.len();
    Some(value)
}

#[cold]
fn read_long(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut value = 0;
    for _ in 0..8 {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value = value << 7 | u64::from(byte & 0x7F);
        if byte < 0x80 {
            return Some(value);
        }
    }
    let byte = *bytes.get(*at)?;
    *at += 1;
    Some(value << 8 | u64::from(byte))
}

/// Reads a number that says how many bytes of something there are, or where they are.
#[inline]
pub(crate) fn read_size(bytes: &[u8], at: &mut usize) -> Option<usize> {
    usize::try_from(read(bytes, at)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lengths_of_sqlite() {
        let cases: [(&[u8], u64); 9] = [
            (&[0x00], 0),
            (&[0x7F], 127),
            (&[0x81, 0x00], 128),
            (&[0xFF, 0x7F], 16383),
            (&[0x81, 0x80, 0x00], 16384),
            (&[0xFF, 0xFF, 0x7F], 2_097_151),
            (&[0x81, 0x82, 0x83, 0x04], 2_130_308),
            (&[0x81, 0x80, 0x80, 0x80, 0x00], 268_435_456),
            (&[0xFF; 9], u64::MAX),
        ];
        for (bytes, value) in cases {
            let mut at = 0;
            assert_eq!(read(bytes, &mut at), Some(value));
            assert_eq!(at, bytes.len());
            assert_eq!(read(&bytes[..bytes.len() - 1], &mut 0), None);
        }
    }
}
