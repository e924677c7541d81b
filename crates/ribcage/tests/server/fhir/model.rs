//! A model of search: random resources, random questions, and an evaluation that knows nothing of indexes
//! or pages. What the server finds is what the model finds, while others write.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use fhir::search::{Filter, Query, ReferenceValue};
use fhir::types::resource_type;
use model::index::Placed;
use model::{Json, ResourceType};
use reqwest::StatusCode;
use serde_json::{Value, json};
use testkit::TestRng;
use url_encoded::encoded;

use crate::harness::{Caller, Server};

/// How many questions are asked between two changes of what is stored, and how often.
const QUESTIONS: usize = 120;
const ROUNDS: usize = 5;
const ROUNDS_SOAK: usize = 100;
const PATIENTS: u64 = 25;
const OBSERVATIONS: u64 = 240;

mod url_encoded {
    /// A text as it stands in the query of an address.
    pub(super) fn encoded(text: &str) -> String {
        let encode = |byte: u8| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b':' => {
                char::from(byte).to_string()
            }
            byte => format!("%{byte:02X}"),
        };
        text.bytes().map(encode).collect()
    }
}

type Name = (&'static str, String);

/// What is stored, as far as the model goes: what the writers beside it store, it does not know.
#[derive(Default)]
struct Model {
    stored: BTreeMap<Name, Json>,
    /// In which order they were born.
    born: BTreeMap<Name, u64>,
}

impl Model {
    fn keep(&mut self, kind: &'static str, resource: &Value) {
        let id = resource["id"].as_str().expect("an id").to_owned();
        let json = Json::parse(resource.to_string().as_bytes()).expect("JSON");
        let count = self.born.len() as u64;
        self.born.entry((kind, id.clone())).or_insert(count);
        self.stored.insert((kind, id), json);
    }

    fn of_kind(&self, kind: ResourceType) -> impl Iterator<Item = (&Name, &Json)> {
        self.stored.iter().filter(move |((of, _), _)| *of == kind.name())
    }

    fn holds(&self, filter: &Filter, name: &Name, resource: &Json) -> bool {
        match filter {
            Filter::Own(criterion) => criterion.matches(resource),
            Filter::Chain { reference, targets } => {
                let referred = reference.references(resource);
                targets.iter().any(|(kind, filter)| {
                    self.of_kind(*kind).any(|(target, found)| {
                        refers(&referred, *kind, &target.1) && self.holds(filter, target, found)
                    })
                })
            }
            Filter::Has { kind, reference, filter } => {
                let own = resource_type(name.0).expect("a type");
                self.of_kind(*kind).any(|(source, found)| {
                    refers(&reference.references(found), own, &name.1)
                        && self.holds(filter, source, found)
                })
            }
        }
    }

    /// The ids that a search finds, in their order.
    fn find(&self, kind: ResourceType, query: &Query) -> Vec<String> {
        let matching = self.of_kind(kind).filter(|(name, resource)| {
            query.filters.iter().all(|filter| self.holds(filter, name, resource))
        });
        let mut found: Vec<_> = matching
            .map(|(name, resource)| {
                let values = query.sort.iter();
                let values = values.map(|by| by.parameter.sort_value(resource, by.is_descending));
                (Placed { values: values.collect(), born: self.born[name] }, name.1.clone())
            })
            .collect();
        let descending = || query.sort.iter().map(|by| by.is_descending);
        found.sort_by(|(one, _), (other, _)| one.compare(other, descending()));
        found.into_iter().map(|(_, id)| id).collect()
    }
}

fn refers(references: &[ReferenceValue], kind: ResourceType, id: &str) -> bool {
    references.iter().any(|to| to.kind() == Some(kind) && to.id().as_str() == id)
}

/// Draws resources and questions.
struct Chance(TestRng);

impl Chance {
    fn of<'a>(&self, options: &[&'a str]) -> &'a str {
        options[usize::try_from(self.0.below(options.len() as u64)).expect("small")]
    }

    fn once_in(&self, times: u64) -> bool {
        self.0.below(times) == 0
    }

    fn patient_id(&self) -> String {
        format!("p{}", self.0.below(PATIENTS))
    }

    fn number(&self) -> String {
        let places = self.of(&["", ".0", ".5", ".25", "0"]);
        format!("{}{places}", 1 + self.0.below(30))
    }

    fn date(&self) -> String {
        // What has no end is often said to end with the last year there is.
        let year = if self.0.below(12) == 0 { 9999 } else { 2018 + self.0.below(6) };
        let (month, day) = (1 + self.0.below(12), 1 + self.0.below(28));
        match self.0.below(4) {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            2 => format!("{year}-{month:02}-{day:02}"),
            _ => format!("{year}-{month:02}-{day:02}T{:02}:30:00Z", self.0.below(24)),
        }
    }

    fn concept(&self) -> Value {
        let (system, code) = (self.of(&["urn:a", "urn:b"]), self.of(&["x", "Y", "z"]));
        let mut coding = json!({"system": system, "code": code});
        if self.once_in(3) {
            coding["display"] = self.of(&["Weight of body", "weight", "Größe"]).into();
        }
        let mut concept = json!({"coding": [coding]});
        if self.once_in(3) {
            concept["text"] = self.of(&["Body weight", "Height", "körper"]).into();
        }
        concept
    }

    fn patient(&self, id: &str) -> Value {
        let mut patient = json!({
            "resourceType": "Patient", "id": id,
            "name": [{
                "family": self.of(&["Maple", "Máple-Linden", "Birch", "Birchwood"]),
                "given": [self.of(&["Ann", "Anna", "Bob"])]
            }],
            "gender": self.of(&["male", "female", "unknown"]),
        });
        if !self.once_in(4) {
            let date = self.date();
            patient["birthDate"] = date[..date.len().min(10)].into();
        }
        if self.once_in(2) {
            patient["active"] = self.once_in(2).into();
        }
        if self.once_in(3) {
            patient["identifier"] =
                json!([{"system": "urn:id", "value": self.of(&["1", "2", "AB"])}]);
        }
        patient
    }

    fn observation(&self, id: &str) -> Value {
        let mut observation = json!({
            "resourceType": "Observation", "id": id,
            "status": self.of(&["final", "amended", "preliminary"]),
            "code": self.concept(),
        });
        // Whom it is about cannot change.
        let number: u64 = id.bytes().map(u64::from).sum();
        if !number.is_multiple_of(5) {
            observation["subject"] =
                json!({"reference": format!("Patient/p{}", number * 7 % PATIENTS)});
        }
        match self.0.below(4) {
            0 => {}
            1 => {
                observation["effectivePeriod"] =
                    json!({"start": "2019-03-01", "end": self.of(&["2020-06", "2022-01-01"])});
            }
            2 if self.once_in(2) => {
                observation["effectivePeriod"] = json!({"start": "2021-05-05"});
            }
            _ => observation["effectiveDateTime"] = self.date().into(),
        }
        match self.0.below(4) {
            0 => observation["valueString"] = self.of(&["low", "Lower", "high up"]).into(),
            1 => observation["valueCodeableConcept"] = self.concept(),
            2 => {}
            _ => {
                let number: Value = serde_json::from_str(&self.number()).expect("a number");
                observation["valueQuantity"] = json!({
                    "value": number, "unit": self.of(&["kg", "cm"]),
                    "system": "http://unitsofmeasure.org", "code": self.of(&["kg", "cm"])
                });
            }
        }
        if self.once_in(3) {
            observation["meta"] =
                json!({"tag": [{"system": "urn:t", "code": self.of(&["t", "u"])}]});
        }
        if self.once_in(4) {
            observation["component"] = json!([
                {"code": self.concept(), "valueQuantity": {"value": self.0.below(9), "unit": "kg"}},
                {"code": self.concept(), "valueString": "low"}
            ]);
        }
        observation
    }

    fn prefix(&self) -> &'static str {
        // What is about the same depends on what time it is.
        self.of(&["", "", "eq", "ne", "lt", "le", "gt", "ge", "sa", "eb"])
    }

    fn about_observations(&self) -> (String, String) {
        let token = || self.of(&["x", "y", "urn:a|x", "urn:b|Y", "|x", "urn:a|", "q", "x,z"]);
        let pair = |name: &str, value: String| (name.to_owned(), value);
        match self.0.below(20) {
            0 | 1 => pair("code", token().into()),
            2 => pair("code:not", token().into()),
            3 => pair("code:text", self.of(&["body", "weight", "GROSSE", "k"]).into()),
            4 | 5 => pair(self.of(&["patient", "subject"]), self.patient_id()),
            6 => pair(
                "subject",
                format!("Patient/{},Patient/{}", self.patient_id(), self.patient_id()),
            ),
            7 | 8 => pair("date", format!("{}{}", self.prefix(), self.date())),
            9 => pair("value-quantity", format!("{}{}", self.prefix(), self.number())),
            10 => pair("value-quantity", format!("{}{}||{}", self.prefix(), self.number(), "kg")),
            11 => pair("value-string", self.of(&["lo", "LOW", "up", "high"]).into()),
            12 => pair("value-string:contains", self.of(&["ow", "gh u", "zz"]).into()),
            13 => pair("status", self.of(&["final", "final,amended", "none"]).into()),
            14 => pair("_tag", self.of(&["t", "urn:t|u", "urn:x|u"]).into()),
            15 => pair(
                self.of(&["subject:missing", "date:missing", "_tag:missing"]),
                self.of(&["true", "false"]).into(),
            ),
            16 => pair(
                "combo-code-value-quantity",
                format!("{}${}{}", self.of(&["x", "urn:a|z"]), self.prefix(), self.number()),
            ),
            17 => pair("patient.name", self.of(&["map", "birch", "anna"]).into()),
            18 => pair("subject:Patient.birthdate", format!("{}{}", self.prefix(), self.date())),
            _ => pair(
                "_id",
                format!("o{},o{}", self.0.below(OBSERVATIONS), self.0.below(OBSERVATIONS)),
            ),
        }
    }

    fn about_patients(&self) -> (String, String) {
        let pair = |name: &str, value: String| (name.to_owned(), value);
        match self.0.below(10) {
            0 => pair("name", self.of(&["ma", "birch", "ann", "maple linden"]).into()),
            1 => pair("family:exact", self.of(&["Maple", "maple", "Birch"]).into()),
            2 => pair("name:contains", self.of(&["lin", "wood", "n"]).into()),
            3 => pair("gender", self.of(&["male", "female,unknown"]).into()),
            4 => pair("gender:not", self.of(&["male", "female,unknown"]).into()),
            5 => pair("birthdate", format!("{}{}", self.prefix(), self.date())),
            6 => pair("active", self.of(&["true", "false"]).into()),
            7 => pair("identifier", self.of(&["urn:id|1", "ab", "|2", "urn:id|"]).into()),
            8 => pair(
                self.of(&["birthdate:missing", "active:missing"]),
                self.of(&["true", "false"]).into(),
            ),
            _ => pair("_has:Observation:patient:code", self.of(&["x", "urn:b|Y"]).into()),
        }
    }

    fn question(&self) -> (&'static str, Vec<(String, String)>) {
        let is_about_patients = self.once_in(3);
        let mut parameters: Vec<_> =
            (0..self.0.below(4))
                .map(|_| {
                    if is_about_patients {
                        self.about_patients()
                    } else {
                        self.about_observations()
                    }
                })
                .collect();
        let sorts: &[&str] = if is_about_patients {
            &["birthdate", "-birthdate", "family", "-given,birthdate", "gender"]
        } else {
            &[
                "date",
                "-date",
                "value-quantity",
                "-value-quantity,date",
                "value-string",
                "-code",
                "status,-date",
            ]
        };
        if self.once_in(2) {
            parameters.push(("_sort".into(), self.of(sorts).into()));
        }
        parameters.push(("_count".into(), self.of(&["3", "20", "500"]).into()));
        (if is_about_patients { "Patient" } else { "Observation" }, parameters)
    }
}

/// The ids of all pages of a search, without those that the model does not know.
async fn ask(clinician: &Caller, kind: &str, parameters: &[(String, String)]) -> Vec<String> {
    let query: Vec<_> =
        parameters.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let mut address = format!("/fhir/R4/{kind}?{}", query.join("&"));
    let mut found = Vec::new();
    loop {
        let answer = clinician.get(&address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {answer:?}");
        let page = answer.json();
        for entry in page["entry"].as_array().into_iter().flatten() {
            found.push(entry["resource"]["id"].as_str().expect("an id").to_owned());
        }
        let mut links = page["link"].as_array().into_iter().flatten();
        let Some(next) = links.find(|link| link["relation"] == "next") else { break };
        let next = next["url"].as_str().expect("an address");
        next[next.find("/fhir/").expect("ours")..].clone_into(&mut address);
    }
    found.retain(|id| !id.starts_with("noise"));
    found
}

async fn load(clinician: &Caller, model: &mut Model, resources: Vec<(&'static str, Value)>) {
    let entry = |(kind, resource): &(&str, Value)| {
        let url = format!("{kind}/{}", resource["id"].as_str().expect("an id"));
        json!({"resource": resource, "request": {"method": "PUT", "url": url}})
    };
    let entries: Vec<_> = resources.iter().map(entry).collect();
    let bundle = json!({"resourceType": "Bundle", "type": "transaction", "entry": entries});
    let answer = clinician.post("/fhir/R4", &bundle).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let stored = answer.json();
    for ((kind, _), entry) in resources.iter().zip(stored["entry"].as_array().expect("entries")) {
        model.keep(kind, &entry["resource"]);
    }
}

/// Changes something of what is stored, and what the model knows of it.
async fn change(clinician: &Caller, chance: &Chance, model: &mut Model) {
    for _ in 0..10 {
        let id = format!("o{}", chance.0.below(OBSERVATIONS));
        let path = format!("/fhir/R4/Observation/{id}");
        if chance.once_in(3) {
            let answer = clinician.delete(&path).await;
            assert_eq!(answer.status, StatusCode::NO_CONTENT, "{answer:?}");
            model.stored.remove(&("Observation", id));
        } else {
            let answer = clinician.put(&path, &chance.observation(&id)).await;
            assert!(answer.status.is_success(), "{answer:?}");
            model.keep("Observation", &answer.json());
        }
    }
    for _ in 0..3 {
        let id = chance.patient_id();
        let answer = clinician.put(&format!("/fhir/R4/Patient/{id}"), &chance.patient(&id)).await;
        assert!(answer.status.is_success(), "{answer:?}");
        model.keep("Patient", &answer.json());
    }
}

/// Writes what the model does not know, until it is told to end.
async fn write_beside(clinician: Caller, chance: Chance, ended: Arc<AtomicBool>) {
    while !ended.load(Ordering::Relaxed) {
        let id = format!("noise{}", chance.0.below(200));
        let path = format!("/fhir/R4/Observation/{id}");
        if chance.once_in(4) {
            clinician.delete(&path).await;
        } else {
            let mut observation = chance.observation(&id);
            // Nothing that the model knows is found by it.
            observation.as_object_mut().expect("an object").remove("subject");
            let answer = clinician.put(&path, &observation).await;
            assert!(
                answer.status.is_success() || answer.status == StatusCode::CONFLICT,
                "{answer:?}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_searches_find_what_a_look_at_everything_finds_while_others_write() {
    let server = Server::start_with(&[("RIBCAGE_INDEX_FROM_DOCUMENTS", "1")]);
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let chance = Chance(TestRng::new(11));
    let mut model = Model::default();
    let patients = (0..PATIENTS).map(|at| ("Patient", chance.patient(&format!("p{at}"))));
    load(&clinician, &mut model, patients.collect()).await;
    let observations =
        (0..OBSERVATIONS).map(|at| ("Observation", chance.observation(&format!("o{at}"))));
    load(&clinician, &mut model, observations.collect()).await;
    server.until_indexed(&administrator).await;

    let ended = Arc::new(AtomicBool::new(false));
    let beside = write_beside(clinician.clone(), Chance(TestRng::new(12)), Arc::clone(&ended));
    let beside = tokio::spawn(beside);
    let rounds = if std::env::var_os("RIBCAGE_SOAK").is_some() { ROUNDS_SOAK } else { ROUNDS };
    let mut answers = BTreeSet::new();
    for _ in 0..rounds {
        for _ in 0..QUESTIONS {
            let (name, parameters) = chance.question();
            let kind = resource_type(name).expect("a type");
            let pairs = parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            let now = model::clock::from_milliseconds(1_780_000_000_000).expect("an instant");
            let query = Query::parse(kind.into(), pairs, false, now).expect("it is understood");
            let expected = model.find(kind, &query);
            let found = ask(&clinician, name, &parameters).await;
            assert_eq!(found, expected, "{name}?{parameters:?}");
            answers.insert(expected.len());
        }
        change(&clinician, &chance, &mut model).await;
    }
    ended.store(true, Ordering::Relaxed);
    beside.await.expect("the writer had no trouble");
    assert!(answers.len() > 20, "the questions differ in what they find: {answers:?}");
    let states = server.index_states(&administrator).await;
    assert!(states.contains("identity") && states.contains("records"), "{states}");
}
