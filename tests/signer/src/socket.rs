//! The socket: frames in, answers out, and the injected fault between them.

use crate::TestSigner;
use crate::fault::Fault;
use ed25519_dalek::{Signer as _, SigningKey};
use protocol::reason::{CeilingReason, CeilingWindow};
use protocol::{
    AnyRequest, Events, LedgerCheckpoint, Noticed, Problem, RawReply, Refusal, read_frame, write_message,
};
use std::os::unix::net::{UnixListener, UnixStream};
use std::time::Duration;
use tlog::{Checkpoint, VerifierKey};

/// Seed of the key that signs the checkpoints of [`Fault::OtherLogKey`].
const OTHER_LOG_KEY: [u8; 32] = [8; 32];

/// Serves each connection on a thread of its own, as long as the process lives.
pub(crate) fn serve(signer: &TestSigner, listener: UnixListener) {
    let signer = signer.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let signer = signer.clone();
            std::thread::spawn(move || converse(&signer, stream));
        }
    });
}

fn converse(signer: &TestSigner, mut stream: UnixStream) {
    while let Ok(frame) = read_frame(&mut stream) {
        let answer = match AnyRequest::read(&frame) {
            Ok(request) => answer(signer, &request, &frame),
            Err(_) => Some(signer.answer_frame(&frame)),
        };
        if answer.is_none_or(|answer| write_message(&mut stream, &answer).is_err()) {
            return;
        }
    }
}

/// The answer, or `None` if the connection breaks. `frame` holds the request.
fn answer(signer: &TestSigner, request: &AnyRequest, frame: &[u8]) -> Option<RawReply> {
    let fault = {
        let mut conversation = signer.conversation();
        conversation.asked.push(request.name());
        conversation.fault.clone()
    };
    let answer = match &fault {
        Some(Fault::Hangs) => {
            while signer.conversation().fault == Some(Fault::Hangs) {
                std::thread::sleep(Duration::from_millis(20));
            }
            return None;
        }
        Some(fault) => faulty(signer, fault, request, frame),
        None => signer.answer_frame(frame),
    };
    let mut conversation = signer.conversation();
    conversation.record(request, &answer);
    let answer = match request {
        AnyRequest::ListEvents(_) => with_events(answer, &conversation.events),
        _ => answer,
    };
    (!fault.is_some_and(|fault| fault.breaks_after(request))).then_some(answer)
}

/// The answer to `ListEvents` with further events.
fn with_events(answer: RawReply, further: &[Noticed]) -> RawReply {
    match answer.read::<Events>().unwrap() {
        Ok(Events { mut events }) => {
            events.extend_from_slice(further);
            RawReply::result(&Events { events }).unwrap()
        }
        Err(_) => answer,
    }
}

/// The answer under a fault.
fn faulty(signer: &TestSigner, fault: &Fault, request: &AnyRequest, frame: &[u8]) -> RawReply {
    match (fault, request) {
        (Fault::Fails(reason), request) if !matches!(request, AnyRequest::Health(_)) => {
            return RawReply::Problem(reason.clone().into());
        }
        (Fault::Refuses(name, reason), request) if request.name() == *name => {
            return RawReply::Problem(Problem::Refused(Refusal::new(reason.clone())));
        }
        (Fault::Alters(name, from, to), request) if request.name() == *name => {
            let text = std::str::from_utf8(frame).unwrap();
            return signer.answer_frame(text.replace(from, to).as_bytes());
        }
        (Fault::RevocationsLeft(left), AnyRequest::SignStatusList(request))
            if signer.conversation().further_revocations(&request.credential) > *left =>
        {
            let more = u32::try_from(signer.conversation().further_revocations(&request.credential)).unwrap();
            let most = u32::try_from(*left).unwrap();
            let reason = CeilingReason::Revocations { more, most, window: CeilingWindow::Day };
            return RawReply::Problem(reason.into());
        }
        (Fault::OtherLogKey, AnyRequest::Checkpoint(_) | AnyRequest::PresentCheckpoint(_)) => {
            return RawReply::result(&signed_by_another(signer)).unwrap();
        }
        _ => {}
    }
    signer.answer_frame(frame)
}

/// The published checkpoint under another key.
fn signed_by_another(signer: &TestSigner) -> LedgerCheckpoint {
    let published = std::fs::read_to_string(signer.public().join("checkpoint")).unwrap();
    let Checkpoint { origin, size, root } = Checkpoint::verified(&published, &signer.log_key()).unwrap();
    let key = SigningKey::from_bytes(&OTHER_LOG_KEY);
    let verifier = VerifierKey::new(&origin, key.verifying_key().to_bytes()).unwrap();
    let checkpoint = Checkpoint { origin, size, root };
    let signature = key.sign(checkpoint.text().as_bytes()).to_bytes();
    LedgerCheckpoint {
        key: verifier.to_string(),
        note: checkpoint.note(&verifier, &signature),
        consistency: Some(Vec::new()),
    }
}
