// Package rating is the arithmetic of rules: from the totals of a vote to a proposed level, from dates to who is rated,
// from numbers of ratings to what a cap allows, from two results to what they show of single voters.
//
// The rules themselves are data. A [Profile] is a file (profiles/*.json, or anybody's own, read by [Parse]) with a mark on
// each rule: the source it was found in, and whether it was verified there. No rule text in force that was found prescribes
// thresholds or quorums for these votes, for instance, and every screen that uses one says so. [Shipped] are the profiles of
// this program, one for each generation of rule texts, and [Default] for who chose none; a meeting fixes its profile's name
// and [Profile.Hash] in its manifest before anybody votes.
//
//   - [Profile.Rate] applies a profile to one subject's counts and returns an [Outcome]: the level, with the figures that led to it.
//   - [Profile.CheckCaps] compares the number of best ratings with every cap. A cap warns and never blocks.
//   - [Profile.Standing] says whether a member is reviewed and rated on a day.
//   - [Coarse] and [Isolates] bound what results show of single voters.
//
// The steps from the self-assessment to the decision are the profile's too; tally/procedure walks them.
//
// The package is arithmetic on integers and knows no words but those of profiles: outcomes carry codes, and whoever shows
// them has the sentences. An outcome is a proposal. The decision belongs to the committee above, which may differ.
package rating
