//! Pages, rendered by the real router over a backend with invented data.

mod badges;
mod every_page;
mod fake;
mod forms;
mod site;
mod verdicts;
