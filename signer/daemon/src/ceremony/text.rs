//! The printed script, and the transcript: plain text, 80 characters wide where words allow it.

use super::plan::Plan;

/// A step, done by the programs or by the people.
pub(crate) struct Step {
    pub(crate) says: String,
    /// The programs make the key in this step.
    pub(crate) makes_key: bool,
}

/// Digests of everything relevant, each with its name.
pub(crate) type Digests = Vec<(String, String)>;

/// The steps in order, the same in the script and in the transcript.
pub(crate) fn steps(plan: &Plan, digests: &Digests) -> Vec<Step> {
    let step = |says: String| Step { says, makes_key: false };
    let compare = digests.iter().map(|(name, digest)| {
        step(format!("Read aloud, and compare with what was reviewed: SHA-256 of {name}\n     {digest}"))
    });
    let mut steps = vec![step("Everybody shows who they are, and signs below.".to_owned())];
    steps.extend(compare);
    steps.push(step("Run `insignia-signer doctor`: nothing is wrong.".to_owned()));
    steps.push(Step { says: format!("The key `{}` is made in the token.", plan.key), makes_key: true });
    steps
        .push(step("Read the public key aloud; everybody writes down its last eight characters.".to_owned()));
    steps.push(step("Agree that nothing happened that this script does not say.".to_owned()));
    steps
}

/// The script, with a line for initials at each step and one for each signature.
pub(crate) fn script(plan: &Plan, digests: &Digests) -> String {
    let steps = steps(plan, digests).into_iter().zip(1..).map(|(step, n): (Step, u32)| {
        format!("{n:>3}. {}\n     time ________  initials ________\n\n", step.says)
    });
    let people = plan.people.iter().map(|person| {
        format!("     {} ({})\n     signature ______________________________\n\n", person.name, person.role)
    });
    format!("{}{}\nPRESENT\n\n{}", head(plan), steps.collect::<String>(), people.collect::<String>())
}

/// The transcript: what was typed at each step, when, and what was made.
pub(crate) fn minutes(plan: &Plan, typed: &[(String, String, String)], made: &[(String, String)]) -> String {
    let steps = typed
        .iter()
        .zip(1..)
        .map(|((says, when, initials), n): (_, u32)| format!("{n:>3}. {says}\n     {when}, {initials}\n\n"));
    let made = made.iter().map(|(name, value)| format!("     {name}: {value}\n"));
    let people = plan.people.iter().map(|person| format!("     {} ({})\n", person.name, person.role));
    format!(
        "{}{}MADE\n\n{}\nPRESENT\n\n{}",
        head(plan),
        steps.collect::<String>(),
        made.collect::<String>(),
        people.collect::<String>()
    )
}

fn head(plan: &Plan) -> String {
    format!("{}\n{}\n\n{}, {}\n\n", plan.title, "=".repeat(plan.title.chars().count()), plan.place, plan.date)
}

#[cfg(test)]
mod tests {
    use super::super::plan::Person;
    use super::*;

    fn plan() -> Plan {
        let person = |name: &str, role: &str| Person { name: name.into(), role: role.into() };
        Plan {
            title: "A new key".into(),
            place: "Room 1".into(),
            date: "1 December 2026".into(),
            key: "badges-2027".into(),
            people: vec![person("Ada", "operator"), person("Bea", "witness")],
        }
    }

    #[test]
    fn a_script_has_room_for_everybody_s_hand_and_the_digests_to_compare() {
        let script = script(&plan(), &vec![("the plan".to_owned(), "ab".repeat(32))]);
        assert_eq!(script.matches("signature ___").count(), 2);
        assert!(script.contains(&"ab".repeat(32)) && script.contains("`badges-2027`"));
        assert_eq!(
            script.matches("initials ___").count(),
            steps(&plan(), &vec![(String::new(), String::new())]).len()
        );
    }

    #[test]
    fn exactly_one_step_makes_the_key() {
        assert_eq!(steps(&plan(), &Vec::new()).iter().filter(|step| step.makes_key).count(), 1);
    }
}
