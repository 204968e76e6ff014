package io.filestore.benchmarks.application;

import java.time.Instant;

import org.springframework.data.annotation.Id;

/**
 * Twenty entities and a repository of each, which Spring Boot finds. They are in one file
 * since they differ in their names only.
 */
final class TwentyThings {

    static final int COUNT = 20;

    private TwentyThings() {
    }

}

record Thing01(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things01 extends Things<Thing01> {

}

record Thing02(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things02 extends Things<Thing02> {

}

record Thing03(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things03 extends Things<Thing03> {

}

record Thing04(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things04 extends Things<Thing04> {

}

record Thing05(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things05 extends Things<Thing05> {

}

record Thing06(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things06 extends Things<Thing06> {

}

record Thing07(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things07 extends Things<Thing07> {

}

record Thing08(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things08 extends Things<Thing08> {

}

record Thing09(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things09 extends Things<Thing09> {

}

record Thing10(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things10 extends Things<Thing10> {

}

record Thing11(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things11 extends Things<Thing11> {

}

record Thing12(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things12 extends Things<Thing12> {

}

record Thing13(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things13 extends Things<Thing13> {

}

record Thing14(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things14 extends Things<Thing14> {

}

record Thing15(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things15 extends Things<Thing15> {

}

record Thing16(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things16 extends Things<Thing16> {

}

record Thing17(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things17 extends Things<Thing17> {

}

record Thing18(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things18 extends Things<Thing18> {

}

record Thing19(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things19 extends Things<Thing19> {

}

record Thing20(@Id String id, String name, String status, int total, Instant createdAt) {
}

interface Things20 extends Things<Thing20> {

}
