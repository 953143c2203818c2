/** {@code up}: the whole deployment on one machine, its rooms and its console, until it is told to stop. */
package io.talkmatrix.standalone.up;
