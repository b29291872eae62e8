"""What nouns say of a figure that counts or measures them.

Classes of what work brings about (harm, throughput, people served) and of what it is done with (colleagues,
premises, papers), written from general knowledge of many trades. A word may be in several.
"""

from collections.abc import Mapping

from rehearse.analysis.inflection import noun_forms
from rehearse.analysis.lexicon import words

NOUN_SENSES: Mapping[str, frozenset[str]] = {
    "harm": noun_forms(
        "complaint error bug defect incident failure outage crash fault accident injury fall infection "
        "death delay mistake escalation alert alarm ticket rejection return refund cancellation dropout "
        "absence no-show violation finding breach leak break-in theft miss collision breakdown stoppage "
        "rollback regression vulnerability bounce casualty fatality dispute duplicate discrepancy backlog "
        "exception timeout overrun hang-up warning fine penalty write-off chargeback withdrawal "
        "resignation departure fire flood readmission ulcer hospitalisation hospitalization stockout "
        "shortage spill interruption disruption disconnection hotfix blocker conflict page strike claim "
        "grievance objection suspension exclusion fight detention eviction relapse arrear false-positive "
        "positive callback rework reject abandonment cheat error-rate late"
    )
    | words("lates losses faults false scrap waste downtime"),
    "volume": noun_forms(
        "order call request transaction visit view click download signup sign-up lead deal sale booking "
        "subscription delivery shipment parcel claim case application invoice item unit meal ticket "
        "registration session page query message email impression share like comment review reservation "
        "appointment referral enquiry inquiry placement prescription test scan procedure operation package "
        "pallet container crate box bag loaf cover plate table portion seat share event record document "
        "file form payment loan policy account contract renewal vote signature pledge donation gift job "
        "hire offer interview publication citation install licence license device vehicle car tonne ton "
        "kilo kilogram pound litre liter gallon barrel megawatt kilowatt acre hectare stop run trip ride "
        "mile visit release deployment deploy feature goal point book copy print response reply answer win "
        "sign-off approval contribution upload swipe scan order-line line house home flat pupil plant tree "
        "piece part batch sample dose jab vaccination shot chart lesson qualification certificate grade "
        "pass search hit follower play stream hour build image panel tile brick"
    )
    | words("loaves sheep cattle people's"),
    "served": noun_forms(
        "customer user client patient member guest visitor subscriber donor student pupil family resident "
        "volunteer attendee participant passenger candidate applicant household kid child listener reader "
        "follower tenant shopper buyer seller merchant partner consumer citizen caller traveller traveler "
        "farmer learner graduate fan viewer player neighbour neighbor survivor refugee worshipper parent "
        "account company business organisation organization school hospital clinic site store branch city "
        "country region market restaurant department team village borough university franchise shop office "
        "location plant ward woman man girl boy people person singer runner driver claimant beneficiary"
    )
    | words("people children kids women men families everybody everyone them us"),
    "staff": noun_forms(
        "engineer developer nurse person colleague agent teacher analyst designer manager report chef cook "
        "driver intern rep technician director officer consultant lawyer scientist surgeon doctor "
        "assistant apprentice mechanic tester leader member contractor specialist coach instructor "
        "coordinator supervisor boss executive programmer architect founder lad carer midwife pharmacist "
        "electrician plumber welder operator picker packer clerk cashier waiter stakeholder senior junior "
        "mate sergeant trustee researcher accountant auditor hygienist vet porter employee worker"
    )
    | words("people staff men women guys lads direct directs"),
    "premises": noun_forms(
        "team department store site branch office region country school hospital bed room floor screen "
        "truck machine server line aisle desk box sensor van door service vendor supplier shift zone "
        "warehouse building shop unit division kitchen station node cluster database repo repository "
        "system tool app platform product brand category sku aircraft ship bus route bay ward wing level "
        "terabyte gigabyte megabyte core chapter county state continent timezone territory section stall"
    ),
    "input": noun_forms(
        "interview paper session workshop meeting test script poster page line slide commit iteration "
        "version experiment prototype template article module question email call conversation survey "
        "review draft option step phase part way thing reason theme category screen field rule column "
        "table chapter bucket idea approach scenario example proposal plan card note list checklist "
        "template milestone stage sprint round pass attempt try trial condition criterion hypothesis "
        "variant week-end visit one-on-one one-to-one standup demo letter document row chart graph diagram "
        "principle point priority change topic group pile tab box label recording log tool feature metric "
        "sample photo drawing sketch mockup wireframe design spreadsheet sheet file form book lesson "
        "exercise class training minute colour color vendor quote set kind type sort variable key area "
        "criteria"
    ),
    "occasion": noun_forms("time occasion instance go night morning evening weekend saturday"),
    "extent": noun_forms(
        "metre meter mile kilometre kilometer degree kilo gram millimetre millimeter centimetre centimeter "
        "inch foot litre liter volt amp watt character word mm cm km kg tonne hertz pixel cup spoon"
    )
    | words("feet inches"),
}
"""The forms of the nouns, by what a number of them tells."""

MEASURES = noun_forms(
    "rate time latency cost backlog queue average turnover revenue budget satisfaction churn conversion "
    "uptime downtime score wait number count attendance retention engagement turnaround duration delay "
    "percentage share proportion ratio accuracy precision recall throughput capacity utilisation "
    "utilization occupancy yield margin profit price bill fee loss saving volume traffic speed coverage "
    "velocity productivity efficiency output demand sales income spend spending overspend expense target "
    "goal quota rating nps csat gpa level usage adoption abandonment bounce turnaround cycle headcount "
    "waste scrap total median mean p95 p99 percentile response lead overtime overdraft debt rent salary "
    "impact enrolment enrollment membership readership audience footfall takings donation compliance "
    "availability reliability frequency length handover journey load loading build deployment onboarding "
    "close closing check-in checkout call visit stay refund shrinkage mortality attrition absenteeism "
    "effort cadence reach record maximum minimum baseline benchmark grade mark result pass failure"
) | words("complaints errors incidents returns refunds tickets absences accidents falls defects orders bugs")
"""What has a size that can be told, and so is followed by "was", "to", "of" or "by" and a figure."""
