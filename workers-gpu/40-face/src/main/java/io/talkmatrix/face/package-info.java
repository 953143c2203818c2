/**
 * The face stage: speech with timed visemes in, talking frames out. The pure core (how a mouth moves, when eyes blink,
 * what a frame group is); it must see only {@code stage} and the JDK. Engines live in packages of their own, wiring in
 * {@code app}.
 */
package io.talkmatrix.face;
