/**
 * Kills workers while rooms talk, and holds what is heard to what is promised. A tool of the checkout: it brings scripted
 * stages of the test kit along, and is no part of the program. Nothing depends on it.
 */
package io.talkmatrix.chaos;
