package dev.theater.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The sample; {@code application.yaml} names the actor that it starts. */
@SpringBootApplication(proxyBeanMethods = false)
public class SampleApplication {

	/** Starts the application and returns when its actors are ready for messages. */
	public static void main(String[] args) {
		SpringApplication.run(SampleApplication.class, args);
	}

}
