//! Waiting for many futures at once.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

/// Starts all futures in their order, before any of them is waited for, and gives what they give
/// in the same order. Sets committed like this reach the store together, in this order.
pub async fn gather<F: Future>(futures: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    let mut waiting: Vec<_> = futures.into_iter().map(|future| (Box::pin(future), None)).collect();
    poll_fn(|context| {
        let mut all_done = true;
        for (future, output) in &mut waiting {
            if output.is_none() {
                match Pin::as_mut(future).poll(context) {
                    Poll::Ready(ready) => *output = Some(ready),
                    Poll::Pending => all_done = false,
                }
            }
        }
        if all_done { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    waiting.into_iter().map(|(_, output)| output.expect("all are done")).collect()
}

#[cfg(test)]
mod tests {
    use std::task::{Context, Waker};

    use super::*;

    #[test]
    fn all_start_in_order_and_answer_in_order() {
        let started = std::cell::RefCell::new(Vec::new());
        let hurdle = std::cell::Cell::new(false);
        let mut all =
            Box::pin(gather([2, 1, 3].map(|number| {
                let (started, hurdle) = (&started, &hurdle);
                async move {
                    started.borrow_mut().push(number);
                    poll_fn(|_| {
                        if hurdle.get() || number == 1 { Poll::Ready(()) } else { Poll::Pending }
                    })
                    .await;
                    number * 10
                }
            })));
        let mut context = Context::from_waker(Waker::noop());
        assert!(all.as_mut().poll(&mut context).is_pending());
        assert_eq!(*started.borrow(), [2, 1, 3]);
        hurdle.set(true);
        assert_eq!(all.as_mut().poll(&mut context), Poll::Ready(vec![20, 10, 30]));
    }
}
