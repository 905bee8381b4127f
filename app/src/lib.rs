//! Insignia's web application.
