const WOMEN = words(`
abigail ada adele agnes aisha alexandra alice alicia alina alison allison amal amanda amelia amina amy ana anastasia andrea angela
angelina anita anja ann anna anne annette annie antonia ashley astrid audrey barbara beatrice becky berta bethany betty beverly bianca
birgit bonnie brenda bridget brigitte brittany camila camille carla carly carmen carol carole caroline carolyn carrie catherine cathy
cecilia celia charlotte chelsea cheryl chloe christina christine cindy claire clara claudia colleen connie courtney crystal cynthia
daisy dana danielle daria debbie deborah debra denise diana diane dolores donna dora doris dorothy edith eileen ekaterina elaine
eleanor elena elisa elisabeth elise elizabeth ella ellen elsa emilia emily emma erica erika erin esther eva eve evelyn fatima faye
felicia fiona florence frances francesca gabriela gail galina gemma genevieve georgia geraldine gina giorgia giulia gloria grace greta
gretchen gwen hannah harriet heather heidi helen helena helga hillary holly ida ilse ingrid irene irina iris isabel isabella ivana
jackie jacqueline jana jane janet janice jasmine jean jeanne jen jenna jennifer jenny jessica jill joan joanna joanne jocelyn josephine
joy joyce juanita judith judy julia juliana julie karen karin karina katarina kate katherine kathleen kathryn kathy katie kayla
kelly kendra kim kimberly kirsten kristen kristin kristina krystal lara latoya laura lauren leah leila lena leslie leticia lidia lila
lillian lily linda lisa liz liza lois loretta lori lorraine louise lucia lucy ludmila luisa lydia lynn mabel madeleine madison maggie
mandy marcia margaret margarita margot maria mariam marian marianne marie marilyn marina marion marjorie marlene marta martha
martina mary maryam maureen megan melanie melissa mercedes meredith mia michelle mildred mila milena mira miranda miriam molly
monica monika nadia nancy naomi natalia natalie natasha nicole nina nora norma oksana olena olga olivia ophelia pamela patricia patty
paula pauline peggy penelope petra phoebe phyllis priscilla rachel ramona raquel rebecca regina renata renee rhonda rita roberta robin
rosa rosalind rose rosemary roxanne ruby ruth sabrina sally samantha sandra sara sarah selma shannon sharon sheila shelly sherry
shirley silvia simone sofia sonia sonja sophia sophie stacey stacy stella stephanie sue susan susanna suzanne svetlana sylvia tamara
tammy tania tanya tara tatiana teresa terri theresa tiffany tina tracy trudy ursula valentina valeria valerie vanessa vera veronica
victoria viola violet virginia vivian wanda wendy whitney wilma yasmin yolanda yulia yvette yvonne zara zoe`);
const MEN = words(`
aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert alberto alejandro aleksandar aleksandr alex alexander alexei alfred
ali allan allen andre andreas andrei andrew andriy andy angelo anthony antoine anton antonio antony arnold arthur barry bart ben
benjamin bernard bernie bill billy bob bobby boris brad bradley brandon brendan brent brett brian bruce bruno bryan byron calvin carl
carlos casey cedric cesar chad charles charlie chester chris christian christoph christopher chuck claude clifford clint clive cody
colin connor conrad corey craig curtis cyril dale damian damien dan daniel danny darius darrell darren dave david dean dennis derek
dick diego dieter dimitri dirk dmitri dmitry dominic don donald dong doug douglas drew duncan dustin dwayne dwight earl ed eddie
edgar eduardo edward edwin eli elias elijah elliott elmer emil emmanuel enrique eric erik ernest ernesto ethan eugene evan fabian
farid felipe felix fernando fidel floyd francis francisco francois frank franklin franz fred frederick friedrich fritz gabriel gareth
gary gavin gene geoff geoffrey george gerald gerard gerhard gilbert giovanni giuseppe glen glenn gordon graham grant greg gregory
guido guillermo gunther gus gustavo guy hamid hans harold harry harvey hassan hector heinrich helmut henri henrik henry herbert herman
horst howard hugh hugo hussein ian ibrahim igor ismail ivan jack jacob jacques jaime jake jakob james jamie jan janusz jared jason
javier jay jeb jeff jeffrey jeremiah jeremy jerome jerry jesse jesus jim jimmy jiri joachim joao joe joel joerg johan johannes john
johnny jon jonas jonathan jordan jorge jose josef joseph josh joshua juan julian julien julio jurgen justin karim karl keith
ken kenneth kent kevin khalid kirk klaus konrad konstantin kurt kyle lance larry lars laurence lawrence lee leo leon leonard leonid
leroy lewis liam lionel lloyd logan lorenzo lou louis lucas luca luigi luis luke lyle mahmoud malcolm manfred manuel marc marcel
marco marcos marcus mario marius mark marko markus marshall martin marvin mateusz matt matteo matthew matthias maurice mauricio max
maxim maximilian mehmet michael michel miguel mikhail mike milan miles milos milton mitch mitchell mohamed mohammad mohammed morgan morris
moses muhammad mustafa nathan nathaniel neil nelson nicholas nick nicolas nicolai nigel nikolai noah noel norman oleg oleksandr oliver
omar orlando oscar otto owen pablo paolo pascal patrick paul pavel pedro percy perry pete peter petr petro phil philip philippe
pierre pietro piotr rafael rajesh ralph ramon randall randy raul ravi ray raymond reginald rene reza rex ricardo richard rick ricky
rob robert roberto rodney rodrigo roger roland roman ron ronald roy ruben rudolf rudy rupert russell ryan salim salman sam samir
samuel sandro santiago saul scott sean sebastian serge sergei sergey sergio seth shane shaun shawn sidney simon slobodan stan stanislav
stanley stefan stephen steve steven stewart stuart sven ted terrence terry thaddeus theodore thomas tim timothy tobias todd tom tomas tommy
tony travis trevor tristan tyler tyrone ulrich umberto valentin vadim vance vaughn vernon victor viktor vince vincent vitali vladimir
volodymyr wade wallace walter warren wayne wesley wilhelm will willem william willie winston wolfgang xavier yannick yuri yusuf zachary
zbigniew zoltan zoran`);

export type Gender = 'she' | 'he';

/** What a first name suggests; null for unknown names. Evidence, not truth: a pronoun in the text overrules it. */
export function genderOfGivenName(name: string): Gender | null {
  const key = plain(name);
  if (WOMEN.has(key)) return 'she';
  return MEN.has(key) ? 'he' : null;
}

export function isGivenName(name: string): boolean {
  return genderOfGivenName(name) !== null;
}

function plain(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
