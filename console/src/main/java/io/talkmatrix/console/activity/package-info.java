/** What pages are told of rooms, made from the topics' records: pure, without clock, Kafka or HTTP. */
package io.talkmatrix.console.activity;
