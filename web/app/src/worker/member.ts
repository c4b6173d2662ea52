// A member's worker.

import "./old.ts";
import { scope } from "./common.ts";
import { serve } from "./serve.ts";
import { voting } from "./voting.ts";

serve(scope, voting);
