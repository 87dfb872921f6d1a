package dev.theater.component.wasm;

import com.dylibso.chicory.runtime.TagInstance;

/**
 * An exception tag of an instance; it can only be handed on to another instance.
 */
public final class WasmTag implements WasmExtern {

	private final TagInstance tag;

	private final TagType type;

	WasmTag(TagInstance tag, TagType type) {
		this.tag = tag;
		this.type = type;
	}

	TagInstance engineTag() {
		return this.tag;
	}

	@Override
	public TagType type() {
		return this.type;
	}

}
