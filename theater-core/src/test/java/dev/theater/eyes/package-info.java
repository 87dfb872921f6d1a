@org.jspecify.annotations.NullMarked
package dev.theater.eyes;
