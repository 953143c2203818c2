/** Rooms from the command line: talks to the API of the {@code up} that serves them, so that one set of rules holds. */
package io.talkmatrix.standalone.rooms;
