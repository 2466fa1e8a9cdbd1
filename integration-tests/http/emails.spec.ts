import { describeFeature } from "../helpers/stores/store";
import emailsDuplicatesAdvice from "./emails/duplicates-advice";
import emailsOneRule from "./emails/one-rule";
import emailsProofOfADomain from "./emails/proof-of-a-domain";

describeFeature({
  "one rule": emailsOneRule,
  "the proof of a domain": emailsProofOfADomain,
  "the advice about duplicates": emailsDuplicatesAdvice,
});
