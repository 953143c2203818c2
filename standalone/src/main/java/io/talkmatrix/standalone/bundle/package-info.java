/** A turn as one file: everything on record of it, with the schemas, to be replayed elsewhere. */
package io.talkmatrix.standalone.bundle;
