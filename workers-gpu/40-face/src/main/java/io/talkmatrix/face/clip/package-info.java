/** Hosts from moving pictures: the clip is shown as it is, its mouth replaced by a moved portrait's while the host speaks. */
package io.talkmatrix.face.clip;
