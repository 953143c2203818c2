/** What each worker may do in a Kafka that asks: its ACLs, made from the topics and printed for whoever sets them. */
package io.talkmatrix.standalone.access;
