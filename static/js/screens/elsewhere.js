// elsewhere.js -- the app is open in another tab of this phone: there, or here.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';

export default class Elsewhere extends Screen {
    here() {
        this.app.goOnHere();
    }
}
