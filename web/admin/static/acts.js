/** A page on which all there is to do is in such forms. */

import { actOnForms } from "./forms.js";

actOnForms();
