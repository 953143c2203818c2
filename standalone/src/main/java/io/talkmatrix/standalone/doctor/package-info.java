/** Looks whether this machine, and the Kafka it is told of, have what the program needs. Changes nothing. */
package io.talkmatrix.standalone.doctor;
