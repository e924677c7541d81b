//! The list of operations. One name each, everywhere: the service function, the handler, the
//! OpenAPI `operationId`, the Cedar action, the event, the metric and the command.

mod area;

use std::fmt;

pub use area::{Area, Effect};

use crate::event::Tree;

/// Declares the operations, in the order in which they are printed.
macro_rules! operations {
    ($($(#[$doc:meta])* $variant:ident $name:literal $effect:ident $area:expr;)+) => {
        /// Everything anybody can ask for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Operation {
            $($(#[$doc])* $variant,)+
        }

        impl Operation {
            /// All operations.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its one name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Whether it changes anything.
            pub const fn effect(self) -> Effect {
                match self { $(Self::$variant => Effect::$effect,)+ }
            }

            /// What it acts on.
            pub const fn area(self) -> Area {
                match self { $(Self::$variant => $area,)+ }
            }
        }
    };
}

mod list;

pub use list::Operation;

impl Operation {
    /// The operation of this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|operation| operation.name() == name)
    }

    /// Whether it acts on a bundle: what is in there is asked about by itself.
    pub const fn is_of_bundles(self) -> bool {
        matches!(self, Self::ProcessBatch | Self::ProcessTransaction)
    }

    /// Whether it is possible in a tenant that is closed: to come in and leave, to see when it ends, and to take along
    /// what it has until then.
    pub const fn is_possible_when_closed(self) -> bool {
        matches!(
            self,
            Self::ExportTenant
                | Self::ListExports
                | Self::FindExport
                | Self::ReadExport
                | Self::DeleteExport
                | Self::ReadStatus
                | Self::CreateSession
                | Self::EndSession
        )
    }

    /// The tree its event goes to.
    pub const fn tree(self) -> Tree {
        match self.effect() {
            Effect::Change => Tree::Changes,
            Effect::Access => Tree::Access,
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_is_found_by_its_name_and_no_two_share_one() {
        for operation in Operation::ALL {
            assert_eq!(Operation::find(operation.name()), Some(*operation));
        }
    }
}
