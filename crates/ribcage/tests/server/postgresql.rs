//! What holds with PostgreSQL alone. These tests bring it up whatever the others of the run are on.

mod doctor;
mod failover;
mod from_nothing;
mod plans;
mod point_in_time;
mod several_servers;
mod unfinished;
