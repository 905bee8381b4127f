use crate::forms::{Choice, Control, FormFindings, FormToken, Typed};
use crate::view::FormState;
use domain::{CredentialId, Fields, RevocationReason};
use leptos::prelude::*;
use messages::Language;

/// Revocation of a badge: consequence, reason, and a box to tick. It cannot be undone, so the button to keep the badge
/// comes first.
#[component]
pub(crate) fn RevokeForm(id: CredentialId, form: FormState) -> impl IntoView {
    let typed = Typed::new(&form, Fields::default(), |_| Vec::new());
    let page = format!("/register/{id}");
    let action = format!("{page}/revoke");
    let mut reasons = vec![(String::new(), "Choose one".to_owned())];
    reasons.extend(
        RevocationReason::OFFERED
            .map(|reason| (reason.word().to_owned(), Language::English.revocation(reason).to_owned())),
    );
    view! {
        <details id="revoke" class="grave" open=form.posted>
            <summary>"Revoke this badge"</summary>
            <form class="dialog" method="post" novalidate=true action=action enctype="application/x-www-form-urlencoded" aria-labelledby="revoke-title">
                <div>
                    <h2 id="revoke-title">"Revoke this badge?"</h2>
                    <p>"Every check will show “revoked” and the date. The holder keeps the file, but the badge is no longer valid. This cannot be undone. You can issue a correct badge instead."</p>
                    <FormFindings typed/>
                    <FormToken token=form.token/>
                    <Choice typed name="reason" label="Reason" options=reasons hint="Every check shows it, unless you keep it for the institution."/>
                    <Control typed name="withheld" label="Who sees the reason?" optional=false hint=None>
                        <label class="choice">
                            <input type="checkbox" id="withheld" name="withheld" value="yes" checked=typed.initial("withheld") == "yes"/>
                            <span>"Only the institution. The holder and checks see the date alone."</span>
                        </label>
                    </Control>
                    <Control typed name="sure" label="Are you sure?" optional=false hint=None>
                        <label class="choice">
                            <input type="checkbox" id="sure" name="sure" value="yes" aria-invalid=typed.invalid("sure") aria-describedby=typed.described("sure", false)/>
                            <span>"I know that this cannot be undone."</span>
                        </label>
                    </Control>
                </div>
                <footer>
                    <a class="btn" href=page rel="external">"Keep the badge"</a>
                    <button class="btn grave" type="submit">"Revoke 1 badge"</button>
                </footer>
            </form>
        </details>
    }
}
