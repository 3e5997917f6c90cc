-- What is left out of a source, as JSON; null as long as nobody changed it.
alter table source add column cleaning text;
