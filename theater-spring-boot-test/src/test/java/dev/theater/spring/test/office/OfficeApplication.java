package dev.theater.spring.test.office;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application as a user has it: a service, a controller, a tool for its actors. */
@SpringBootApplication
class OfficeApplication {

}
