//! The forms of dates and times.

/// A text of which the front is read step by step.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    /// Reads this byte.
    fn take(&mut self, byte: u8) -> Option<()> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        (*first == byte).then_some(())
    }

    /// Reads a number of exactly this many digits.
    fn digits(&mut self, count: usize) -> Option<u16> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        digits.iter().try_fold(0_u16, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10 + u16::from(digit - b'0'))
        })
    }

    fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD` and says how many parts there were.
    fn date(&mut self) -> Option<u8> {
        let year = self.digits(4).filter(|year| *year > 0)?;
        if self.is_at_end() {
            return Some(1);
        }
        self.take(b'-')?;
        let month = self.digits(2).filter(|month| (1..=12).contains(month))?;
        if self.is_at_end() {
            return Some(2);
        }
        self.take(b'-')?;
        let day = self.digits(2)?;
        (1..=days_in_month(year, month)).contains(&day).then_some(3)
    }

    /// Reads `hh:mm:ss` and any fraction. A leap second is allowed.
    fn time(&mut self) -> Option<()> {
        let hour = self.digits(2)?;
        self.take(b':')?;
        let minute = self.digits(2)?;
        self.take(b':')?;
        let second = self.digits(2)?;
        if self.0.first() == Some(&b'.') {
            let digits = self.0[1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            self.0 = &self.0[1 + digits..];
            if digits == 0 {
                return None;
            }
        }
        (hour < 24 && minute < 60 && second <= 60).then_some(())
    }

    /// Reads `Z` or an offset up to 14 hours.
    fn zone(&mut self) -> Option<()> {
        let (sign, rest) = self.0.split_first()?;
        self.0 = rest;
        if *sign == b'Z' {
            return Some(());
        }
        let hour = self.digits(2)?;
        self.take(b':')?;
        let minute = self.digits(2)?;
        let in_range = hour < 14 && minute < 60 || hour == 14 && minute == 0;
        (matches!(sign, b'+' | b'-') && in_range).then_some(())
    }

    /// Reads `T`, a time and a zone.
    fn time_of_date(&mut self) -> Option<()> {
        self.take(b'T')?;
        self.time()?;
        self.zone()
    }
}

fn days_in_month(year: u16, month: u16) -> u16 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A year, a month or a day.
pub(super) fn is_date(text: &str) -> bool {
    let mut reader = Reader(text.as_bytes());
    reader.date().is_some() && reader.is_at_end()
}

/// A year, a month, a day, or a time to the second with its zone.
pub(super) fn is_date_time(text: &str) -> bool {
    let mut reader = Reader(text.as_bytes());
    let parts = reader.date();
    match parts {
        Some(_) if reader.is_at_end() => true,
        Some(3) => reader.time_of_date().is_some() && reader.is_at_end(),
        _ => false,
    }
}

/// A time to the second at least, with its zone.
pub(super) fn is_instant(text: &str) -> bool {
    let mut reader = Reader(text.as_bytes());
    reader.date() == Some(3) && reader.time_of_date().is_some() && reader.is_at_end()
}

/// A time of day.
pub(super) fn is_time(text: &str) -> bool {
    let mut reader = Reader(text.as_bytes());
    reader.time().is_some() && reader.is_at_end()
}
